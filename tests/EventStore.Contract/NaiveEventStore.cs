namespace Tollgate.EventStore.Contract;

// The contract in its plainest form: what a store must agree with, whatever it does to be fast.
internal sealed class NaiveEventStore
{
    private readonly Dictionary<string, List<RecordedBatch>> _streams = [];

    public IReadOnlyList<RecordedBatch> Read(string stream, long fromVersion) =>
        [.. Stream(stream).Where(batch => batch.FirstVersion >= fromVersion)];

    public long Head(string stream) => Stream(stream).LastOrDefault()?.LastVersion ?? 0;

    // Null when the batch stands; else the conflict, with what stands in its place.
    public VersionConflictException? Append(string stream, long expectedVersion, EventBatch batch)
    {
        var standing = Stream(stream).Find(other => other.FirstVersion <= expectedVersion + 1 && expectedVersion + 1 <= other.LastVersion);
        if (standing?.FirstVersion == expectedVersion + 1 && standing.Batch.Id == batch.Id)
            return null;
        if (standing is not null || Head(stream) != expectedVersion)
            return new VersionConflictException(stream, expectedVersion, standing);
        Stream(stream).Add(new RecordedBatch(expectedVersion + 1, batch));
        return null;
    }

    private List<RecordedBatch> Stream(string stream) =>
        _streams.TryGetValue(stream, out var batches) ? batches : _streams[stream] = [];
}
