namespace Tollgate.EventStore;

/// <summary>The streams of a log, for those who only look: see <see cref="IEventStore"/>.</summary>
public interface IEventReader
{
    /// <summary>Reads committed batches, oldest first, each whole. A stream never written is empty, not an error.</summary>
    /// <remarks>
    /// Old streams are removed in time. A stream removed as a whole reads as empty; when only its beginning is gone, the first batch
    /// begins after <paramref name="fromVersion"/>. That gap is the caller's to notice: what follows it must not be folded.
    /// </remarks>
    /// <param name="fromVersion">The first version wanted: 1, or one past the last version of a batch that the caller knows.</param>
    /// <exception cref="EventStoreUnavailableException">The store could not be read. Nothing is implied about the stream.</exception>
    IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, CancellationToken cancellationToken);
}
