using Microsoft.Data.Sqlite;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.Sqlite.Tests.EventStore;

// What waits for the writer, while the writer waits for a lock that another program holds.
public sealed class QueueTests : IDisposable
{
    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Append_QueueIsFull_IsRefusedAtOnceAndTheOthersAreWritten()
    {
        await using var store = _log.Open(options => options.MaxWaitingBatches = 5);
        List<Task> appends;
        using (Stall())
        {
            appends = [.. Enumerable.Range(0, 100).Select(i => store.AppendAsync($"stream/{i}", 0, Batches.Of(1), Cancellation))];
            var refusal = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => appends[^1]);
            Assert.False(refusal.OutcomeUnknown);
            Assert.Equal($"The writer of the event log '{_log.Path}' has too much to do.", refusal.Message);
        }

        await Task.WhenAll(appends.Take(5));
        Assert.All(appends.Skip(5), append => Assert.True(append.IsFaulted));
        Assert.Equal(5, RawLog.Number(_log.Path, "SELECT count(*) FROM batches"));
        await store.AppendAsync("stream/99", 0, Batches.Of(1), Cancellation);
    }

    [Fact]
    public async Task Append_TooManyBytesWait_IsRefusedAtOnce()
    {
        EventBatch large = new(Guid.NewGuid(), [new("e", DateTimeOffset.UnixEpoch, new byte[60_000])]);
        await using var store = _log.Open(options => options.MaxWaitingBytes = 128 * 1024);
        List<Task> appends;
        using (Stall())
        {
            appends = [.. Enumerable.Range(0, 10).Select(i => store.AppendAsync($"stream/{i}", 0, large, Cancellation))];
            Assert.False((await Assert.ThrowsAsync<EventStoreUnavailableException>(() => appends[^1])).OutcomeUnknown);
        }

        await Task.WhenAll(appends.Take(2));
        Assert.All(appends.Skip(2), append => Assert.True(append.IsFaulted));
        await store.AppendAsync("later", 0, large, Cancellation);
    }

    [Fact]
    public async Task Append_CancelledInTheQueue_StopsTheWaitingNotTheWrite()
    {
        await using var store = _log.Open();
        var batch = Batches.Of(2);
        using var impatience = new CancellationTokenSource();
        using (Stall())
        {
            var append = store.AppendAsync("stream", 0, batch, impatience.Token);
            await impatience.CancelAsync();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        }

        await store.AppendAsync("stream", 2, Batches.Of(1), Cancellation);
        Batches.AssertSame(batch, (await store.ReadAsync("stream", 1, Cancellation).FirstAsync(Cancellation)).Batch);
    }

    [Fact]
    public async Task Dispose_BatchesAreQueued_CommitsThem()
    {
        var store = _log.Open();
        List<Task> appends;
        ValueTask closing;
        using (Stall())
        {
            appends = [.. Enumerable.Range(0, 50).Select(i => store.AppendAsync($"stream/{i}", 0, Batches.Of(1), Cancellation))];
            closing = store.DisposeAsync();
        }

        await closing;
        await Task.WhenAll(appends);
        Assert.Equal(50, RawLog.Number(_log.Path, "SELECT count(*) FROM batches"));
    }

    [Fact]
    public async Task Calls_AfterDispose_AreRefused()
    {
        var store = _log.Open();
        await store.AppendAsync("stream", 0, Batches.Of(1), Cancellation);
        await store.DisposeAsync();
        await store.DisposeAsync();

        var append = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.AppendAsync("stream", 1, Batches.Of(1), Cancellation));
        Assert.Equal($"The event log '{_log.Path}' is closed.", append.Message);
        Assert.False(append.OutcomeUnknown);
        await Assert.ThrowsAsync<EventStoreUnavailableException>(() => store.ReadAsync("stream", 1, Cancellation).CountAsync(Cancellation).AsTask());
    }

    // Takes SQLite's write lock, as a stray shell would.
    private SqliteConnection Stall()
    {
        var other = RawLog.Connect(_log.Path);
        other.Run("BEGIN IMMEDIATE");
        return other;
    }
}
