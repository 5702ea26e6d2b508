using Xunit;

namespace Tollgate.EventStore.Contract;

/// <summary>What every event store does, written once. A store inherits it, or <see cref="HeadKnowingEventStoreContract"/>, and adds only a fixture.</summary>
public abstract partial class EventStoreContract
{
    /// <summary>The store under test. It may hold other streams: every fact here uses new ones.</summary>
    protected abstract IEventStore Store { get; }

    protected static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    protected static string NewStream() => $"quota/{Guid.NewGuid():N}%40example.com/2026-11-22";

    protected async Task<List<RecordedBatch>> Read(string stream, long fromVersion = 1) =>
        await Store.ReadAsync(stream, fromVersion, Cancellation).ToListAsync(Cancellation);

    protected Task Append(string stream, long expectedVersion, EventBatch batch) =>
        Store.AppendAsync(stream, expectedVersion, batch, Cancellation);

    // Appends batches of these sizes one after the other and tells where they stand.
    protected async Task<List<RecordedBatch>> Write(string stream, params int[] sizes)
    {
        var written = new List<RecordedBatch>();
        var head = 0L;
        foreach (var size in sizes)
        {
            var batch = Batches.Of(size);
            await Append(stream, head, batch);
            written.Add(new RecordedBatch(head + 1, batch));
            head += size;
        }

        return written;
    }

    protected async Task<VersionConflictException> Refused(string stream, long expectedVersion, EventBatch batch)
    {
        var conflict = await Assert.ThrowsAsync<VersionConflictException>(() => Append(stream, expectedVersion, batch));
        Assert.Equal(stream, conflict.Stream);
        Assert.Equal(expectedVersion, conflict.ExpectedVersion);
        return conflict;
    }
}
