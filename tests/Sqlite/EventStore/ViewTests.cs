using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class ViewTests : IDisposable
{
    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private string Target => _log.Path + ".backup";

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(3)] // most heads are in the table
    [InlineData(100_000)] // all heads are behind it
    public async Task View_BesideTheStore_SeesWhatWasWrittenBefore(int headFlushInterval)
    {
        await using var store = _log.Open(options => options.HeadFlushInterval = headFlushInterval);
        for (var i = 0; i < 40; i++)
            await store.AppendAsync($"stream/{i % 20}", i / 20, Batches.Of(1), Cancellation);

        using var view = SqliteLogView.Open(_log.Path);
        await store.AppendAsync("stream/5", 2, Batches.Of(1), Cancellation);
        Assert.Equal(
            Enumerable.Range(0, 20).Select(i => $"stream/{i}").Order(StringComparer.Ordinal),
            (await view.ListAsync("stream/", Cancellation).ToListAsync(Cancellation)).Order(StringComparer.Ordinal));
        foreach (var i in Enumerable.Range(0, 20))
        {
            var original = await store.ReadAsync($"stream/{i}", 1, Cancellation).ToListAsync(Cancellation);
            var seen = await view.ReadAsync($"stream/{i}", 1, Cancellation).ToListAsync(Cancellation);
            Assert.InRange(seen.Count, 2, original.Count);
            Batches.AssertSame(original.Take(seen.Count), seen);
        }
    }

    [Fact]
    public async Task View_WhileAnotherProcessWrites_ReadsEveryAcknowledgedBatch()
    {
        using var writer = new CrasherProcess(_log.Path, writers: 8);
        await writer.WaitUntil(static lines => lines.Count > 300, Cancellation);
        var acked = writer.Acked;
        using var view = SqliteLogView.Open(_log.Path);
        var seen = await Ids(view);
        Assert.Superset(acked.ToHashSet(), seen);

        // And the writer does not notice.
        await writer.WaitUntil(lines => lines.Count > acked.Count + 300, Cancellation);
        await writer.Kill(Cancellation);
        Assert.Empty(writer.Lost);
    }

    [Fact]
    public async Task View_AfterAKill_ReadsWhatIsLeftInTheWriteAheadLog()
    {
        using var writer = new CrasherProcess(_log.Path, writers: 8);
        await writer.WaitUntil(static lines => lines.Count > 100, Cancellation);
        await writer.Kill(Cancellation);
        using var view = SqliteLogView.Open(_log.Path);
        Assert.Superset(writer.Acked.ToHashSet(), await Ids(view));
    }

    [Fact]
    public async Task View_OfAClosedLog_HoldsNobodyBack()
    {
        await using (var store = _log.Open())
            await store.AppendAsync("role-map", 0, Batches.Of(1), Cancellation);
        using var view = SqliteLogView.Open(_log.Path);
        await using var again = _log.Open();
        await again.AppendAsync("role-map", 1, Batches.Of(1), Cancellation);
    }

    [Fact]
    public async Task Backup_OfALogThatAnotherProcessWrites_IsWholeAndHoldsAPrefix()
    {
        using var writer = new CrasherProcess(_log.Path, writers: 8);
        await writer.WaitUntil(static lines => lines.Count > 300, Cancellation);
        var acked = writer.Acked;
        using (var view = SqliteLogView.Open(_log.Path))
            await view.BackupAsync(Target, overwrite: false, null, Cancellation);
        await writer.WaitUntil(lines => lines.Count > acked.Count + 300, Cancellation);
        await writer.Kill(Cancellation);

        Assert.Equal("ok", Assert.Single(RawLog.Texts(Target, "PRAGMA integrity_check")));
        using var backup = SqliteLogView.Open(Target);
        using var original = SqliteLogView.Open(_log.Path);
        Assert.Superset(acked.ToHashSet(), await Ids(backup));
        await foreach (var stream in backup.ListAsync("", Cancellation))
        {
            var copy = await backup.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation);
            Batches.AssertSame(await original.ReadAsync(stream, 1, Cancellation).Take(copy.Count).ToListAsync(Cancellation), copy);
        }
    }

    [Fact]
    public async Task Backup_OverAFile_ReplacesItOnlyWhenAsked()
    {
        await _log.Open().DisposeAsync();
        using var view = SqliteLogView.Open(_log.Path);
        await File.WriteAllTextAsync(Target, "yesterday's", Cancellation);
        await Refused($"The backup '{Target}' exists already.", () => view.BackupAsync(Target, overwrite: false, null, Cancellation));
        await view.BackupAsync(Target, overwrite: true, null, Cancellation);
        SqliteLogView.Open(Target).Dispose();
    }

    [Fact]
    public async Task Backup_OverALog_IsRefusedByAnyName()
    {
        await using var store = _log.Open();
        using var view = SqliteLogView.Open(_log.Path);
        var link = Directory.CreateSymbolicLink(_log.Path + ".link", Path.GetDirectoryName(_log.Path)!).FullName;
        foreach (var target in (string[])[_log.Path, Path.Combine(link, "events.db")])
            await Refused($"The backup cannot be written over the event log '{target}'.", () => view.BackupAsync(target, overwrite: true, null, Cancellation));
        await store.AppendAsync("role-map", 0, Batches.Of(1), Cancellation);
    }

    [Fact]
    public async Task Backup_TargetHasAWriteAheadLog_IsRefused()
    {
        await _log.Open().DisposeAsync();
        using var view = SqliteLogView.Open(_log.Path);
        await File.WriteAllTextAsync(Target + "-wal", "somebody's", Cancellation);
        await Refused($"The backup '{Target}' cannot be written: '{Target}-wal' is in the way.", () => view.BackupAsync(Target, overwrite: true, null, Cancellation));
    }

    [Fact]
    public void Open_NoFile_IsRefusedAndMakesNone()
    {
        var refusal = Assert.Throws<EventStoreUnavailableException>(() => SqliteLogView.Open(_log.Path));
        Assert.Equal($"There is no event log '{_log.Path}'.", refusal.Message);
        Assert.False(File.Exists(_log.Path));
    }

    [Fact]
    public async Task Open_NoLog_IsRefused()
    {
        await File.WriteAllTextAsync(_log.Path, new string('x', 5000), Cancellation);
        var refusal = Assert.Throws<EventStoreUnavailableException>(() => SqliteLogView.Open(_log.Path));
        Assert.Equal($"The file '{_log.Path}' is not an event log.", refusal.Message);
    }

    private static async Task Refused(string line, Func<Task> act) =>
        Assert.Equal(line, (await Assert.ThrowsAsync<EventStoreUnavailableException>(act)).Message);

    private static async Task<HashSet<string>> Ids(SqliteLogView view)
    {
        var ids = new HashSet<string>();
        await foreach (var stream in view.ListAsync("", Cancellation))
            await foreach (var batch in view.ReadAsync(stream, 1, Cancellation))
                ids.Add(batch.Batch.Id.ToString());
        return ids;
    }
}
