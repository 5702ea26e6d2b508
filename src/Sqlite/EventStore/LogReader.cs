using System.Runtime.CompilerServices;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// Reads streams a chunk at a time, so that a long one is never in memory as a whole and a slow caller holds no lock on the file.
internal sealed class LogReader(LogFile file, HeadMap heads, ReaderPool connections)
{
    private const int MostBatchesInOneChunk = 256;
    private const int MostEventsInOneChunk = 2048;

    public async IAsyncEnumerable<RecordedBatch> Read(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = heads.Find(stream);
        if (known?.Version < fromVersion)
            yield break;

        var (ids, chunk) = await connections.Read(connection => Begin(connection, stream, known, fromVersion), cancellationToken);
        while (chunk.Count > 0)
        {
            foreach (var batch in chunk)
                yield return batch;
            if (ids.Count == 0)
                yield break;
            chunk = await connections.Read(connection => NextChunk(connection, ids), cancellationToken);
        }
    }

    // The batch that holds this version, as seen from the head that refused an append there; null beyond the head.
    public Task<RecordedBatch?> FindStanding(Head head, long version, CancellationToken cancellationToken) =>
        version > head.Version
            ? Task.FromResult<RecordedBatch?>(null)
            : connections.Read(connection => connection.FindBatch(head, version), cancellationToken);

    private (List<long> Ids, List<RecordedBatch> Chunk) Begin(ReadConnection connection, string stream, Head? known, long fromVersion)
    {
        var head = known ?? connection.FindHead(stream);
        var ids = head.Version < fromVersion ? [] : connection.IdsFrom(head, fromVersion);
        return (ids, NextChunk(connection, ids));
    }

    // Takes the oldest ids from the end of the list. A batch that cannot be read fails the chunk that begins with it.
    private List<RecordedBatch> NextChunk(ReadConnection connection, List<long> ids)
    {
        var chunk = new List<RecordedBatch>();
        try
        {
            for (var events = 0; ids.Count > 0 && chunk.Count < MostBatchesInOneChunk && events < MostEventsInOneChunk;)
            {
                var batch = connection.ReadBatch(ids[^1]) ?? throw LogFailure.Refusal($"A stream of the event log '{file.Path}' was removed while it was read.");
                ids.RemoveAt(ids.Count - 1);
                chunk.Add(batch);
                events += batch.Batch.Events.Count;
            }
        }
        catch (InvalidDataException) when (chunk.Count > 0)
        {
            return chunk;
        }

        return chunk;
    }
}
