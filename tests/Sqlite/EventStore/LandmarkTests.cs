using CsCheck;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

// Streams that are read along their landmarks, whatever the sizes of their batches, and whatever of them is missing.
public sealed class LandmarkTests
{
    private const string Stream = "stream";

    private static readonly Gen<int[]> Sizes = Gen.OneOf(Gen.Int[1, 3], Gen.Int[1, 30]).Array[1, 60];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public Task AnyStream_IsReadFromEveryBatch_AndEveryVersionIsFound() => Sizes.SampleAsync(
        async sizes =>
        {
            using var log = new TemporaryLog();
            await using var store = log.Open();
            var written = await Write(store, sizes);
            foreach (var batch in written)
                Batches.AssertSame(written.Where(other => other.FirstVersion >= batch.FirstVersion), await Read(store, batch.FirstVersion));
            for (var version = 1L; version <= written[^1].LastVersion; version++)
                Batches.AssertSame([written.Single(batch => batch.FirstVersion <= version && version <= batch.LastVersion)], [await StandingAt(store, version)]);
        },
        iter: 15, threads: 1);

    // However the heads came to be known: from the rows after a crash, or from the table.
    [Fact]
    public Task AnyStream_WrittenInManyRuns_IsWhole() => Gen.Select(Sizes, Gen.Int[1, 40]).SampleAsync(
        async (sizes, interval) =>
        {
            using var log = new TemporaryLog();
            var written = new List<RecordedBatch>();
            foreach (var run in sizes.Chunk(9))
            {
                await using var store = log.Open(options => options.HeadFlushInterval = interval);
                written.AddRange(await Write(store, run, written.LastOrDefault()?.LastVersion ?? 0));
            }

            await using var last = log.Open();
            Batches.AssertSame(written, await Read(last, 1));
            AssertLandmarks(log, written);
        },
        iter: 15, threads: 1);

    // Retention removes the oldest rows first, and may stop anywhere.
    [Fact]
    public Task BeginningRemoved_AnyPartOfIt_TheRestIsRead() => Gen.Select(Sizes, Gen.Int[0, 60]).SampleAsync(
        async (sizes, removed) =>
        {
            using var log = new TemporaryLog();
            await using var store = log.Open();
            var written = await Write(store, sizes);
            RawLog.Run(log.Path, $"DELETE FROM batches WHERE id <= {removed}");
            Batches.AssertSame(written.Skip(removed), await Read(store, 1));
        },
        iter: 30, threads: 1);

    [Fact]
    public async Task RowMissingBetweenOthers_IsNotReadOver()
    {
        using var log = new TemporaryLog();
        await using var store = log.Open();
        await Write(store, [.. Enumerable.Repeat(1, 40)]);
        RawLog.Run(log.Path, "DELETE FROM batches WHERE id = 30");
        var failure = await Assert.ThrowsAsync<EventStoreUnavailableException>(() => Read(store, 1));
        Assert.Equal($"A stream of the event log '{log.Path}' was removed while it was read.", failure.Message);
    }

    // What makes the disk give many rows at once: no stretch between two landmarks is long.
    private static void AssertLandmarks(TemporaryLog log, List<RecordedBatch> written)
    {
        var landmarks = written.Index().Where(at => at.Item.LastVersion / 8 > (at.Item.FirstVersion - 1) / 8).Select(at => at.Index + 1).ToList();
        var expected = written.Index().Select(at => $"{at.Index + 1}: {landmarks.LastOrDefault(id => id <= at.Index)}");
        Assert.Equal(expected, RawLog.Texts(log.Path, "SELECT id || ': ' || landmark_id FROM batches ORDER BY id"));
    }

    private static async Task<List<RecordedBatch>> Write(SqliteEventStore store, int[] sizes, long version = 0)
    {
        var written = new List<RecordedBatch>();
        foreach (var size in sizes)
        {
            var batch = Batches.Of(size);
            await store.AppendAsync(Stream, version, batch, Cancellation);
            written.Add(new(version + 1, batch));
            version += size;
        }

        return written;
    }

    private static Task<List<RecordedBatch>> Read(SqliteEventStore store, long from) =>
        store.ReadAsync(Stream, from, Cancellation).ToListAsync(Cancellation).AsTask();

    private static async Task<RecordedBatch> StandingAt(SqliteEventStore store, long version) =>
        (await Assert.ThrowsAsync<VersionConflictException>(() => store.AppendAsync(Stream, version - 1, Batches.Of(1), Cancellation))).Standing!;
}
