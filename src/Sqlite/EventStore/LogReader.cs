using System.Runtime.CompilerServices;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// Reads streams a chunk at a time, so that a long one is never in memory as a whole and a slow caller holds no lock on the file. The rows of
// a stream are far from each other, and a disk gives many at once sooner than one after the other: stretches are read side by side.
internal sealed class LogReader(LogFile file, HeadMap heads, ReaderPool connections)
{
    private const int StretchesInOneChunk = 32;

    public async IAsyncEnumerable<RecordedBatch> Read(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var known = heads.Find(stream);
        if (known?.Version < fromVersion)
            yield break;

        var stretches = await connections.Read(connection => FindStretches(connection, stream, known, fromVersion), cancellationToken);
        var oldest = true;
        foreach (var chunk in stretches.Chunk(StretchesInOneChunk))
        {
            var parts = await Task.WhenAll(chunk.Select(stretch => connections.Read(connection => connection.Read(stretch, fromVersion), cancellationToken)));
            foreach (var part in parts)
            {
                if (part.IsCut && !oldest)
                    throw LogFailure.Refusal($"A stream of the event log '{file.Path}' was removed while it was read.");
                foreach (var row in part.Rows)
                    yield return Decode(row);
                oldest = false;
            }
        }
    }

    // The batch that holds this version, as seen from the head that refused an append there; null beyond the head.
    public async Task<RecordedBatch?> FindStanding(Head head, long version, CancellationToken cancellationToken)
    {
        if (version > head.Version)
            return null;
        return await connections.Read(connection => connection.FindBatch(head, version), cancellationToken) is { } batch ? Decode(batch) : null;
    }

    // Oldest first.
    private static List<Stretch> FindStretches(ReadConnection connection, string stream, Head? known, long fromVersion)
    {
        var head = known ?? connection.FindHead(stream);
        if (head.Version < fromVersion)
            return [];
        var stretches = connection.StretchesFrom(head, fromVersion);
        stretches.Reverse();
        return stretches;
    }

    private RecordedBatch Decode(StoredBatch batch)
    {
        try
        {
            return batch.Decode();
        }
        catch (InvalidDataException damage)
        {
            throw LogFailure.Unavailable(file.Path, damage);
        }
    }
}
