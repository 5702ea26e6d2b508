namespace Tollgate.Domain.Quotas;

/// <summary>
/// Entries in the order they were added, found by id. It only grows, and no entry ever changes: so it can be seen as it was when it had fewer.
/// </summary>
internal sealed class RequestTable
{
    // Up to here looking at each entry is as quick as an index.
    private const int Unindexed = 8;

    private Entry[] _entries;
    private int[] _newest = []; // for each bucket the position after its newest entry; 0 for none

    private RequestTable(int capacity) => _entries = new Entry[capacity];

    public int Count { get; private set; }

    public (UInt128 Id, RememberedRequest Request) this[int position] => (_entries[position].Id, _entries[position].Request);

    /// <summary>A table of its own, with a part of another's entries and room for more.</summary>
    public static RequestTable Of(RequestTable? other, int start, int end)
    {
        var copy = new RequestTable(end - start + Math.Max(1, (end - start) / 2));
        for (var position = start; position < end; position++)
            copy.Add(other!._entries[position].Id, other._entries[position].Request);
        return copy;
    }

    /// <summary>Adds an entry at this position. Whoever was there before and added the same has done it already: so a decision may look ahead.</summary>
    /// <returns>False where another one is there.</returns>
    public bool TryAdd(int position, UInt128 id, RememberedRequest request)
    {
        if (position < Count)
            return _entries[position].Id == id && _entries[position].Request == request;
        Add(id, request);
        return true;
    }

    /// <returns>What the newest entry of this id says, among those from the start on and before the end.</returns>
    public RememberedRequest? Find(UInt128 id, int start, int end)
    {
        if (_newest.Length == 0)
        {
            for (var position = end - 1; position >= start; position--)
                if (_entries[position].Id == id)
                    return _entries[position].Request;
            return null;
        }

        // From newer to older: what is beyond the end was added later, and what is before the start is forgotten.
        for (var position = _newest[BucketOf(id)] - 1; position >= start; position = _entries[position].Older - 1)
            if (position < end && _entries[position].Id == id)
                return _entries[position].Request;
        return null;
    }

    private void Add(UInt128 id, RememberedRequest request)
    {
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(4, Count * 2));
        _entries[Count++] = new Entry(id, request);
        if (Count > Math.Max(Unindexed, _newest.Length))
            Index();
        else if (_newest.Length > 0)
            Chain(Count - 1);
    }

    private void Index()
    {
        _newest = new int[_entries.Length];
        for (var position = 0; position < Count; position++)
            Chain(position);
    }

    private void Chain(int position)
    {
        ref var newest = ref _newest[BucketOf(_entries[position].Id)];
        _entries[position].Older = newest;
        newest = position + 1;
    }

    // The ids are hashes: any bits of them are as good as others.
    private int BucketOf(UInt128 id) => (int)((uint)id % (uint)_newest.Length);

    private record struct Entry(UInt128 Id, RememberedRequest Request)
    {
        // The position after the next older entry of the same bucket; 0 for none.
        public int Older { get; set; }
    }
}
