using Tollgate.EventStore;

namespace Tollgate.Load.Stores;

/// <summary>Counts what silos append.</summary>
internal sealed class CountingEventStore(IEventStore inner) : IEventStore
{
    private long _batches;
    private long _events;

    public long Batches => Interlocked.Read(ref _batches);

    public long Events => Interlocked.Read(ref _events);

    public IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken) =>
        inner.ReadAsync(stream, fromVersion, cancellationToken);

    public async Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken)
    {
        await inner.AppendAsync(stream, expectedVersion, batch, cancellationToken);
        Interlocked.Increment(ref _batches);
        Interlocked.Add(ref _events, batch.Events.Count);
    }
}
