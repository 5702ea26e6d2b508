using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class FullDiskTests : IDisposable
{
    private static readonly DateTimeOffset Today = new(2026, 11, 22, 0, 0, 0, TimeSpan.Zero);

    private readonly TemporaryLog _log = new();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public void Dispose() => _log.Dispose();

    [Fact]
    public async Task Append_FileIsFull_FailsOnlyWhatIsNotWritten()
    {
        await using var store = OpenSmall();
        var written = await Fill(store, Today);
        foreach (var (stream, stands) in written)
            Assert.Equal(stands ? 1 : 0, await store.ReadAsync(stream, 1, Cancellation).CountAsync(Cancellation));
    }

    [Fact]
    public async Task Append_SameBatchAgainWhenFull_IsStillKnownToStand()
    {
        await using var store = OpenSmall();
        var batch = Batches.Of(1);
        await store.AppendAsync("stream", 0, batch, Cancellation);
        await Fill(store, Today);
        await store.AppendAsync("stream", 0, batch, Cancellation);
        await Assert.ThrowsAsync<VersionConflictException>(() => store.AppendAsync("stream", 0, Batches.Of(1), Cancellation));
    }

    [Fact]
    public async Task Append_OldBatchesGiveTheirSpaceBack_SucceedsAgain()
    {
        await using var store = OpenSmall();
        await Fill(store, Today.AddDays(-40));
        Assert.True(await store.RemoveBeforeAsync(Today.AddDays(-30), "quota/", Cancellation) > 5);
        await store.AppendAsync("quota/bob/2026-11-22", 0, Large(Today), Cancellation);
        Assert.Single(await store.ReadAsync("quota/bob/2026-11-22", 1, Cancellation).ToListAsync(Cancellation));
    }

    private SqliteEventStore OpenSmall() => _log.Open(options => (options.MaxFileBytes, options.HeadFlushInterval) = (1024 * 1024, 5));

    private static async Task<Dictionary<string, bool>> Fill(SqliteEventStore store, DateTimeOffset at)
    {
        var written = new Dictionary<string, bool>();
        for (var i = 0; i < 40; i++)
        {
            var stream = $"quota/alice/{i}";
            try
            {
                await store.AppendAsync(stream, 0, Large(at), Cancellation);
                written[stream] = true;
            }
            catch (EventStoreUnavailableException full)
            {
                Assert.False(full.OutcomeUnknown);
                Assert.EndsWith("is full.", full.Message, StringComparison.Ordinal);
                written[stream] = false;
            }
        }

        Assert.Contains(true, written.Values);
        Assert.Contains(false, written.Values);
        return written;
    }

    private static EventBatch Large(DateTimeOffset at) => new(Guid.NewGuid(), [new("e", at, new byte[60_000])]);
}
