using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class HeadTests : IDisposable
{
    private const string FlushedId = "SELECT value FROM meta WHERE name = 'heads'";

    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Theory]
    [InlineData(1)]
    [InlineData(7)]
    [InlineData(50)]
    [InlineData(1_000_000)]
    public async Task Log_OpenedAgain_KnowsEveryHead(int interval)
    {
        for (var round = 0; round < 4; round++)
        {
            await using var store = _log.Open(options => options.HeadFlushInterval = interval);
            for (var i = 0; i < 40; i++)
                await Write(store, $"stream/{i}", round);
        }

        await using var last = _log.Open();
        for (var i = 0; i < 40; i++)
            Assert.Equal(4, await last.ReadAsync($"stream/{i}", 1, Cancellation).CountAsync(Cancellation));
    }

    // So a start after a crash reads a bounded part of the log, however long the log is.
    [Fact]
    public async Task Heads_UnderLoad_FollowTheLogAtABoundedDistance()
    {
        const int Interval = 100;
        await using var store = _log.Open(options => options.HeadFlushInterval = Interval);
        for (var round = 0; round < 3; round++)
            await Task.WhenAll(Enumerable.Range(0, 1000).Select(i => Write(store, $"stream/{i}", round)));

        await Eventually.Holds(() => RawLog.Number(_log.Path, $"SELECT max(id) - ({FlushedId}) FROM batches") <= 2 * Interval, Cancellation);
        AssertHeadsAreTrue();
    }

    [Fact]
    public async Task Heads_WhenNothingElseHappens_AreFlushedToTheEnd()
    {
        await using var store = _log.Open(options => options.HeadFlushInterval = 2000);
        await Task.WhenAll(Enumerable.Range(0, 2000).Select(i => Write(store, $"stream/{i}", 0)));
        await Eventually.Holds(() => RawLog.Number(_log.Path, FlushedId) == 2000, Cancellation);
        Assert.Equal(2000, RawLog.Number(_log.Path, "SELECT count(*) FROM heads"));
        AssertHeadsAreTrue();
    }

    [Fact]
    public async Task Append_HeadKnownOnlyToTheFile_IsCheckedAgainstIt()
    {
        await using var store = _log.Open(options => options.HeadFlushInterval = 1);
        await Write(store, "cold", 0);
        for (var i = 0; i < 50; i++)
            await Write(store, $"warm/{i}", 0);
        await Eventually.Holds(() => RawLog.Number(_log.Path, FlushedId) >= 50, Cancellation);

        await Assert.ThrowsAsync<Tollgate.EventStore.VersionConflictException>(() => Write(store, "cold", 0));
        await Write(store, "cold", 1);
        Assert.Equal(2, await store.ReadAsync("cold", 1, Cancellation).CountAsync(Cancellation));
    }

    private static Task Write(SqliteEventStore store, string stream, long expectedVersion) =>
        store.AppendAsync(stream, expectedVersion, Batches.Of(1), Cancellation);

    // Up to the row that the table says, every stream's last batch is what the table holds, or a later one.
    private void AssertHeadsAreTrue() => Assert.Equal(0, RawLog.Number(_log.Path, $"""
        SELECT count(*) FROM (SELECT stream, max(id) AS last FROM batches WHERE id <= ({FlushedId}) GROUP BY stream) known
        LEFT JOIN heads USING (stream) WHERE heads.last_id IS NULL OR heads.last_id < known.last
        """));
}
