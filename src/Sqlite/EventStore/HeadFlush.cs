namespace Tollgate.Sqlite.EventStore;

// A frozen generation of heads on its way to the file, in slices between the commits of the writer. In the order of names, so that
// neighbours share a page of the table.
internal sealed class HeadFlush
{
    private readonly Task<KeyValuePair<string, Head>[]> _sorting;
    private int _position;

    public HeadFlush(IReadOnlyDictionary<string, Head> heads, long upToId, Action onReady)
    {
        UpToId = upToId;
        _sorting = Task.Run(() => Sort(heads));
        _sorting.ContinueWith(_ => onReady(), TaskScheduler.Default);
    }

    // Once all heads are in the file, it knows every batch up to this row.
    public long UpToId { get; }

    public bool IsReady => _sorting.IsCompleted;

    public ReadOnlySpan<KeyValuePair<string, Head>> Next(int most)
    {
        var sorted = _sorting.GetAwaiter().GetResult();
        return sorted.AsSpan(_position, Math.Min(most, sorted.Length - _position));
    }

    // True when that was the last slice.
    public bool IsLast(int slice) => _position + slice == _sorting.GetAwaiter().GetResult().Length;

    public void Advance(int slice) => _position += slice;

    private static KeyValuePair<string, Head>[] Sort(IReadOnlyDictionary<string, Head> heads)
    {
        KeyValuePair<string, Head>[] sorted = [.. heads];
        Array.Sort(sorted, static (a, b) => string.CompareOrdinal(a.Key, b.Key));
        return sorted;
    }
}
