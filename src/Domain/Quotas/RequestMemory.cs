using System.Collections.Immutable;

namespace Tollgate.Domain.Quotas;

/// <summary>
/// The last 4,096 request ids of a day, in log order, kept as 128-bit hashes. Forgetting is part of the fold, so every reader of the log
/// remembers the same ids. Immutable, as the state that it is part of.
/// </summary>
/// <remarks>
/// A memory is a view of a table that only grows: the first so many of its entries. Whoever remembers one more on the latest view adds an entry and
/// looks at one more; whoever does so on an older view starts a table of its own. So a day that is folded, as nearly all are, from one state to the
/// next copies nothing.
/// </remarks>
public sealed class RequestMemory
{
    public const int Capacity = 4096;

    public static readonly RequestMemory Empty = new(null, 0, null);

    // When a table holds so many entries, the next memory starts one without those that are forgotten.
    private const int MaxEntries = 2 * Capacity;

    private readonly RequestTable? _table;
    private readonly int _end;

    // What was said anew of ids that are in the table; few ever are.
    private readonly ImmutableDictionary<UInt128, RememberedRequest>? _changed;

    private RequestMemory(RequestTable? table, int end, ImmutableDictionary<UInt128, RememberedRequest>? changed)
    {
        _table = table;
        _end = end;
        _changed = changed;
    }

    public int Count => _end - Start;

    private int Start => Math.Max(0, _end - Capacity);

    /// <summary>The ids, oldest first, with what is known of each: from these the same memory can be made again.</summary>
    internal IEnumerable<KeyValuePair<UInt128, RememberedRequest>> InLogOrder
    {
        get
        {
            for (var position = Start; position < _end; position++)
            {
                var (id, request) = _table![position];
                yield return KeyValuePair.Create(id, _changed?.GetValueOrDefault(id, request) ?? request);
            }
        }
    }

    public RememberedRequest? Find(string requestId) => Find(RequestHash.OfId(requestId));

    public RequestMemory Remember(string requestId, RememberedRequest request) => Remember(RequestHash.OfId(requestId), request);

    internal static RequestMemory Of(IEnumerable<KeyValuePair<UInt128, RememberedRequest>> inLogOrder) =>
        inLogOrder.Aggregate(Empty, static (memory, entry) => memory.Remember(entry.Key, entry.Value));

    private RememberedRequest? Find(UInt128 id) =>
        _changed is not null && _changed.TryGetValue(id, out var changed) ? changed : _table?.Find(id, Start, _end);

    private RequestMemory Remember(UInt128 id, RememberedRequest request)
    {
        if (_table?.Find(id, Start, _end) is not null)
            return new(_table, _end, (_changed ?? ImmutableDictionary<UInt128, RememberedRequest>.Empty).SetItem(id, request));

        var changed = _end >= Capacity ? _changed?.Remove(_table![Start].Id) : _changed;
        if (_table is not null && _end < MaxEntries && _table.TryAdd(_end, id, request))
            return new(_table, _end + 1, changed);

        var copy = RequestTable.Of(_table, Math.Max(0, _end + 1 - Capacity), _end);
        copy.TryAdd(copy.Count, id, request);
        return new(copy, copy.Count, changed);
    }
}
