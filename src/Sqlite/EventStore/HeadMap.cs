using System.Collections.Concurrent;

namespace Tollgate.Sqlite.EventStore;

// The heads of the streams written last, in two generations: the current one grows; the older one is on its way to the file, and
// afterwards remains as a cache until the next one takes its place. Written by the writer alone, read by everybody.
internal sealed class HeadMap
{
    private volatile Generations _generations = new(NewGeneration(), NewGeneration());

    // How much of the log the current generation stands for: what a start after a crash would have to read.
    public long Weight { get; private set; }

    // Null when the file knows better than memory.
    public Head? Find(string stream)
    {
        var (current, older) = _generations;
        return current.TryGetValue(stream, out var head) || older.TryGetValue(stream, out head) ? head : null;
    }

    public void Set(string stream, Head head) => _generations.Current[stream] = head;

    public void Weigh(long weight) => Weight += weight;

    public static long WeightOf(long payloadBytes) => 1 + payloadBytes / 512;

    // The stream of this head was removed from the file.
    public void Forget(string stream, Head head) => _generations.Older.TryRemove(new(stream, head));

    // A stream that is flushed and cached is named as well, one in both generations twice.
    public IEnumerable<string> Names(string prefix)
    {
        var (current, older) = _generations;
        return current.Keys.Concat(older.Keys).Where(name => name.StartsWith(prefix, StringComparison.Ordinal));
    }

    // Starts a new generation and gives the one to be flushed. The one before it must have been flushed.
    public IReadOnlyDictionary<string, Head> Freeze()
    {
        var frozen = _generations.Current;
        _generations = new(NewGeneration(), frozen);
        Weight = 0;
        return frozen;
    }

    private static ConcurrentDictionary<string, Head> NewGeneration() => new(concurrencyLevel: 1, capacity: 1024, StringComparer.Ordinal);

    private sealed record Generations(ConcurrentDictionary<string, Head> Current, ConcurrentDictionary<string, Head> Older);
}
