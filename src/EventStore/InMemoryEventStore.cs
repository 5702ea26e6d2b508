using System.Collections.Concurrent;

namespace Tollgate.EventStore;

/// <summary>A whole event store that lives and dies with its process. Batches are kept as bytes, as the durable stores keep them.</summary>
public sealed class InMemoryEventStore : IEventStore, IStreamCatalog
{
    private readonly ConcurrentDictionary<string, StreamLog> _streams = new(StringComparer.Ordinal);

    public IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfLessThan(fromVersion, 1);
        return _streams.TryGetValue(stream, out var log)
            ? log.ReadFrom(fromVersion).ToAsyncEnumerable()
            : AsyncEnumerable.Empty<RecordedBatch>();
    }

    public Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalid(stream);
        ArgumentOutOfRangeException.ThrowIfNegative(expectedVersion);
        var entry = new Entry(expectedVersion + 1, batch.Events.Count, batch.Id, BatchCodec.Encode(batch));
        var log = _streams.GetOrAdd(stream, static _ => new StreamLog());
        return log.TryAppend(entry, out var standing)
            ? Task.CompletedTask
            : Task.FromException(new VersionConflictException(stream, expectedVersion, standing?.Decode()));
    }

    public IAsyncEnumerable<string> ListAsync(string prefix, CancellationToken cancellationToken)
    {
        StreamName.ThrowIfInvalidPrefix(prefix);
        return _streams.Where(stream => stream.Key.StartsWith(prefix, StringComparison.Ordinal) && !stream.Value.IsEmpty)
            .Select(static stream => stream.Key).ToAsyncEnumerable();
    }

    private sealed record Entry(long FirstVersion, int Count, Guid BatchId, byte[] Payload)
    {
        public long LastVersion => FirstVersion + Count - 1;

        public RecordedBatch Decode() => new(FirstVersion, BatchCodec.Decode(BatchId, Payload));
    }

    private sealed class StreamLog
    {
        private readonly Lock _lock = new();
        private readonly List<Entry> _entries = [];

        // A refused append leaves an empty one behind.
        public bool IsEmpty => At(0) is null;

        // True when the entry stands, written now or by an earlier call; else what stands in its place.
        public bool TryAppend(Entry entry, out Entry? standing)
        {
            lock (_lock)
            {
                var head = _entries.Count == 0 ? 0 : _entries[^1].LastVersion;
                standing = entry.FirstVersion <= head ? _entries[IndexOf(entry.FirstVersion)] : null;
                if (standing is not null)
                    return standing.FirstVersion == entry.FirstVersion && standing.BatchId == entry.BatchId;
                if (entry.FirstVersion != head + 1)
                    return false;
                _entries.Add(entry);
                return true;
            }
        }

        public IEnumerable<RecordedBatch> ReadFrom(long version)
        {
            for (var index = FirstFrom(version); At(index) is { } entry; index++)
                yield return entry.Decode();
        }

        private int FirstFrom(long version)
        {
            lock (_lock)
            {
                var index = IndexOf(version);
                return index < _entries.Count && _entries[index].FirstVersion < version ? index + 1 : index;
            }
        }

        private Entry? At(int index)
        {
            lock (_lock)
                return index < _entries.Count ? _entries[index] : null;
        }

        // The entry that holds the version, or the number of entries when the stream is shorter.
        private int IndexOf(long version)
        {
            var (low, high) = (0, _entries.Count);
            while (low < high)
            {
                var middle = (low + high) / 2;
                if (_entries[middle].LastVersion < version)
                    low = middle + 1;
                else
                    high = middle;
            }

            return low;
        }
    }
}
