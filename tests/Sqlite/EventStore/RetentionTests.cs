using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class RetentionTests : IAsyncLifetime
{
    private static readonly DateTimeOffset Today = new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero);
    private static readonly DateTimeOffset Cutoff = Today.AddDays(-30);

    private readonly TemporaryLog _log = new();
    private SqliteEventStore _store = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public ValueTask InitializeAsync()
    {
        _store = _log.Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _log.Dispose();
    }

    [Fact]
    public async Task RemoveBefore_OldAndYoungAndOtherStreams_RemovesOnlyTheOldOfThePrefix()
    {
        // Day after day, with what must stay in between: many rows of "account/alice" and "role-map" lie between removed ones.
        for (var age = 60; age >= 0; age--)
        {
            await Task.WhenAll(Enumerable.Range(0, 20).Select(user => Write($"quota/user{user}/{age}", 0, age)));
            await Write("account/alice", 60 - age, age);
            await Write("role-map", 60 - age, age);
        }

        Assert.Equal(30 * 20, await _store.RemoveBeforeAsync(Cutoff, "quota/", Cancellation));
        for (var round = 0; round < 2; round++)
        {
            for (var age = 60; age >= 0; age--)
                Assert.Equal(age > 30 ? 0 : 1, (await Read($"quota/user7/{age}")).Count);
            Assert.Equal(Enumerable.Range(1, 61), (await Read("account/alice")).Select(batch => (int)batch.FirstVersion));
            Assert.Equal(Enumerable.Range(1, 61), (await Read("role-map")).Select(batch => (int)batch.FirstVersion));
            Assert.Equal(31 * 20 + 2, RawLog.Number(_log.Path, "SELECT count(*) FROM heads"));
            await Reopen();
        }
    }

    [Fact]
    public async Task RemoveBefore_CalledDayByDay_GoesOnWhereItStopped()
    {
        for (var age = 40; age > 0; age--)
            await Task.WhenAll(Enumerable.Range(0, 30).Select(user => Write($"quota/user{user}/{age}", 0, age)));
        for (var age = 40; age > 0; age--)
        {
            Assert.Equal(30, await _store.RemoveBeforeAsync(Today.AddDays(-age).AddHours(1), "quota/", Cancellation));
            Assert.Equal(0, await _store.RemoveBeforeAsync(Today.AddDays(-age).AddHours(1), "quota/", Cancellation));
        }

        Assert.Equal(0, RawLog.Number(_log.Path, "SELECT (SELECT count(*) FROM batches) + (SELECT count(*) FROM heads)"));
    }

    [Fact]
    public async Task RemoveBefore_OldBatchBehindAYoungOne_IsRemovedAsWell()
    {
        await Write("quota/ahead", 0, age: 0); // written by a clock that was wrong
        for (var i = 0; i < 1200; i += 100)
            await Task.WhenAll(Enumerable.Range(i, 100).Select(user => Write($"quota/user{user}", 0, age: 50)));

        Assert.Equal(1200, await _store.RemoveBeforeAsync(Cutoff, "quota/", Cancellation));
        Assert.Single(await Read("quota/ahead"));
        Assert.Equal(1, await _store.RemoveBeforeAsync(Today.AddDays(1), "quota/", Cancellation));
        Assert.Empty(await Read("quota/ahead"));
    }

    [Fact]
    public async Task RemoveBefore_StreamHalfOld_LeavesAGapThatTheReaderSees()
    {
        await Write("quota/alice/day", 0, age: 50);
        await Write("quota/alice/day", 1, age: 45);
        await Write("quota/alice/day", 2, age: 1);

        Assert.Equal(2, await _store.RemoveBeforeAsync(Cutoff, "quota/", Cancellation));
        Assert.Equal(3, Assert.Single(await Read("quota/alice/day")).FirstVersion);

        var conflict = await Assert.ThrowsAsync<VersionConflictException>(() => Write("quota/alice/day", 0, age: 0));
        Assert.Null(conflict.Standing);
        await Write("quota/alice/day", 3, age: 0);
        Assert.Equal([3, 4], (await Read("quota/alice/day")).Select(batch => batch.FirstVersion));
    }

    [Fact]
    public async Task RemoveBefore_WholeStreamGone_IsEmptyAgainAndItsRowsAreNeverReused()
    {
        await Write("quota/alice/day", 0, age: 50);
        await Write("quota/alice/day", 1, age: 50);
        Assert.Equal(2, await _store.RemoveBeforeAsync(Cutoff, "quota/", Cancellation));
        Assert.Empty(await Read("quota/alice/day"));
        Assert.Null((await Assert.ThrowsAsync<VersionConflictException>(() => Write("quota/alice/day", 2, age: 0))).Standing);

        await Reopen();
        Assert.Empty(await Read("quota/alice/day"));
        await Write("quota/alice/day", 0, age: 0);
        Assert.Equal(3, RawLog.Number(_log.Path, "SELECT max(id) FROM batches"));
    }

    [Fact]
    public async Task RemoveBefore_UnderLoad_NeitherHurtsTheWritersNorIsHurt()
    {
        for (var i = 0; i < 3000; i += 500)
            await Task.WhenAll(Enumerable.Range(i, 500).Select(user => Write($"quota/old{user}", 0, age: 50)));

        var removal = _store.RemoveBeforeAsync(Cutoff, "quota/", Cancellation);
        var rounds = 0;
        while (!removal.IsCompleted || rounds < 5)
        {
            await Task.WhenAll(Enumerable.Range(0, 50).Select(user => Write($"quota/new{user}", rounds, age: 0)));
            rounds++;
        }

        Assert.Equal(3000, await removal);
        await Reopen();
        for (var user = 0; user < 50; user++)
            Assert.Equal(Enumerable.Range(1, rounds), (await Read($"quota/new{user}")).Select(batch => (int)batch.FirstVersion));
        Assert.Equal(50, RawLog.Number(_log.Path, "SELECT count(DISTINCT stream) FROM batches"));
    }

    private async Task Reopen()
    {
        await _store.DisposeAsync();
        _store = _log.Open(options => options.HeadFlushInterval = 10);
    }

    private Task Write(string stream, long expectedVersion, int age) =>
        _store.AppendAsync(stream, expectedVersion, new EventBatch(Guid.NewGuid(), [new("e", Today.AddDays(-age), new byte[20])]), Cancellation);

    private async Task<List<RecordedBatch>> Read(string stream) =>
        await _store.ReadAsync(stream, 1, Cancellation).ToListAsync(Cancellation);
}
