using System.Collections.Concurrent;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class BackupTests : IAsyncLifetime
{
    private readonly TemporaryLog _log = new();
    private SqliteEventStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => _log.Path + ".backup/events.db";

    public ValueTask InitializeAsync()
    {
        _store = _log.Open(options => options.HeadFlushInterval = 50);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task Backup_WhileBatchesAreWritten_HoldsAllOfBeforeAndAPrefixOfTheRest()
    {
        using var stop = new CancellationTokenSource();
        var heads = new ConcurrentDictionary<string, int>();
        var writing = Task.WhenAll(Enumerable.Range(0, 20).Select(i => Task.Run(() => WriteUntil($"stream/{i}", heads, stop.Token), Cancellation)));
        await Eventually.Holds(() => heads.Count == 20 && heads.Values.Min() >= 20, Cancellation);

        var before = heads.ToDictionary();
        var progress = new ProgressLog();
        await _store.BackupAsync(Target, progress, Cancellation);
        await stop.CancelAsync();
        await writing;

        Assert.Equal([Target], Directory.GetFiles(Path.GetDirectoryName(Target)!));
        Assert.Equal("ok", Assert.Single(RawLog.Texts(Target, "PRAGMA integrity_check")));
        await using var backup = _log.Open(options => options.Path = Target);
        foreach (var (stream, head) in before)
        {
            var original = await _store.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation);
            var copy = await backup.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation);
            Assert.InRange(copy.Count, head, original.Count);
            Batches.AssertSame(original.Take(copy.Count), copy);
            await backup.AppendAsync(stream, copy[^1].LastVersion, Batches.Of(1), Cancellation);
        }

        Assert.Equal(1, progress.Reports.Last());
        Assert.Equal(progress.Reports.Order(), progress.Reports);
    }

    [Fact]
    public async Task Backup_TargetExists_IsRefusedAndLeftAlone()
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Target)!);
        await File.WriteAllTextAsync(Target, "precious", Cancellation);
        var refusal = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => _store.BackupAsync(Target, null, Cancellation));
        Assert.Equal($"The backup '{Target}' exists already.", refusal.Message);
        Assert.Equal("precious", await File.ReadAllTextAsync(Target, Cancellation));
    }

    [Fact]
    public async Task Backup_Cancelled_LeavesNothing()
    {
        await Task.WhenAll(Enumerable.Range(0, 200).Select(i => _store.AppendAsync($"stream/{i}", 0, Large(), Cancellation)));
        using var stop = new CancellationTokenSource();
        var progress = new ProgressLog { OnFirst = stop.Cancel };
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => _store.BackupAsync(Target, progress, stop.Token));
        Assert.Empty(Directory.GetFiles(Path.GetDirectoryName(Target)!));

        await _store.BackupAsync(Target, null, Cancellation);
        Assert.Equal(200, RawLog.Number(Target, "SELECT count(*) FROM batches"));
    }

    [Fact]
    public async Task Backup_TargetCannotBeWritten_IsRefused()
    {
        var refusal = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => _store.BackupAsync(_log.Path + "/events.db", null, Cancellation));
        Assert.StartsWith($"The backup '{_log.Path}/events.db' cannot be written: ", refusal.Message, StringComparison.Ordinal);
    }

    private async Task WriteUntil(string stream, ConcurrentDictionary<string, int> heads, CancellationToken stop)
    {
        for (var version = 0; !stop.IsCancellationRequested; version++)
        {
            await _store.AppendAsync(stream, version, Batches.Of(1), Cancellation);
            heads[stream] = version + 1;
        }
    }

    private static EventBatch Large() => new(Guid.NewGuid(), [new("e", DateTimeOffset.UnixEpoch, new byte[60_000])]);

    private sealed class ProgressLog : IProgress<double>
    {
        public List<double> Reports { get; } = [];

        public Action? OnFirst { get; init; }

        public void Report(double value)
        {
            if (Reports.Count == 0)
                OnFirst?.Invoke();
            Reports.Add(value);
        }
    }
}
