using System.Diagnostics;
using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class CrashTests : IDisposable
{
    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Log_KilledUnderLoadAgainAndAgain_KeepsEveryAcknowledgedBatchOnce()
    {
        var acked = new List<string>();
        for (var round = 1; round <= 3; round++)
        {
            using var process = new CrasherProcess(_log.Path, writers: 40);
            await process.WaitUntil(lines => lines.Count > 1500 * round, Cancellation);
            await process.Kill(Cancellation);
            acked.AddRange(process.Acked);

            await using var store = _log.Open();
            await AssertWhole(store, acked, lost: []);
        }
    }

    [Fact]
    public async Task Log_WritesFailAndWorkAgain_AnswersEachBatchByWhatStands()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Limits the size of files with prlimit.");
        using var process = new CrasherProcess(_log.Path, writers: 40);
        await process.WaitUntil(lines => lines.Count > 500, Cancellation);
        await LimitFileSize(process, $"{new FileInfo(_log.Path + "-wal").Length + 20_000}:unlimited");
        await process.WaitUntil(lines => lines.Count(line => line.StartsWith("lost", StringComparison.Ordinal)) > 100, Cancellation);
        var ackedBefore = process.Acked.Count;
        await LimitFileSize(process, "unlimited:unlimited");
        await process.WaitUntil(lines => lines.Count(line => line.StartsWith("acked", StringComparison.Ordinal)) > ackedBefore + 500, Cancellation);
        await process.Kill(Cancellation);

        await using var store = _log.Open();
        await AssertWhole(store, process.Acked, process.Lost);
    }

    [Fact]
    public async Task Open_LogOfALivingProcess_IsRefusedUntilItDies()
    {
        using var process = new CrasherProcess(_log.Path, writers: 0);
        await process.WaitUntilOpen(Cancellation);
        var refusal = Assert.Throws<EventStoreUnavailableException>(() => _log.Open());
        Assert.Equal($"The event log '{_log.Path}' is in use by another process.", refusal.Message);

        await process.Kill(Cancellation);
        await using var store = _log.Open();
    }

    private async Task AssertWhole(SqliteEventStore store, IReadOnlyCollection<string> acked, IReadOnlyCollection<string> lost)
    {
        var standing = new HashSet<string>();
        foreach (var stream in RawLog.Texts(_log.Path, "SELECT DISTINCT stream FROM batches"))
        {
            var version = 0L;
            await foreach (var batch in store.ReadAsync(stream, 1, Cancellation))
            {
                Assert.Equal(version + 1, batch.FirstVersion);
                Assert.True(standing.Add(batch.Batch.Id.ToString()), "A batch stands twice.");
                version = batch.LastVersion;
            }
        }

        Assert.Equal(standing.Count, RawLog.Number(_log.Path, "SELECT count(*) FROM batches"));
        Assert.NotEmpty(acked);
        Assert.Subset(standing, acked.ToHashSet());
        Assert.Empty(standing.Intersect(lost));
        Assert.Equal("ok", Assert.Single(RawLog.Texts(_log.Path, "PRAGMA integrity_check")));
    }

    private static async Task LimitFileSize(CrasherProcess process, string limit)
    {
        using var prlimit = Process.Start("prlimit", [$"--pid={process.Id}", $"--fsize={limit}"]);
        await prlimit.WaitForExitAsync(Cancellation);
        Assert.Equal(0, prlimit.ExitCode);
    }
}
