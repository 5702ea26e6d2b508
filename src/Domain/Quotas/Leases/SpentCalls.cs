using System.Text;

namespace Tollgate.Domain.Quotas.Leases;

/// <summary>
/// The calls that a lease was spent on, in order. It only grows, and no entry ever changes: so it can be seen as it was when it had fewer. Of a thousand
/// busy users there are a hundred thousands of these at any time: their ids are bytes in one array, so that collecting garbage does not
/// look at each of them.
/// </summary>
internal sealed class SpentCalls
{
    private readonly List<Kind> _kinds = [];
    private Entry[] _entries = [];
    private byte[] _ids = [];

    public int Count { get; private set; }

    private int IdBytes => Count == 0 ? 0 : _entries[Count - 1].IdEnd;

    /// <summary>The first so many of these, in a table of their own.</summary>
    public SpentCalls Copy(int count)
    {
        var copy = new SpentCalls { _entries = _entries[..count], Count = count };
        copy._ids = _ids[..copy.IdBytes];
        copy._kinds.AddRange(_kinds.Take(copy._entries.Select(static entry => entry.Kind + 1).DefaultIfEmpty().Max()));
        return copy;
    }

    public void Add(ChargeCalls call, long afterMs)
    {
        var id = call.RequestId.Value; // ASCII
        var idEnd = IdBytes + id.Length;
        if (idEnd > _ids.Length)
            Array.Resize(ref _ids, Math.Max(idEnd, 2 * _ids.Length));
        if (Count == _entries.Length)
            Array.Resize(ref _entries, Math.Max(4, 2 * Count));
        Encoding.ASCII.GetBytes(id, _ids.AsSpan(IdBytes));
        _entries[Count] = new Entry(idEnd, KindOf(call), afterMs);
        Count++;
    }

    /// <summary>Whether the last of the first so many is of the same kind: what such calls have in common is written once.</summary>
    public bool EndsAlike(int count, ChargeCalls call) => count > 0 && _kinds[_entries[count - 1].Kind] == new Kind(call);

    /// <summary>The first so many, by kind, the kinds in the order of their first calls.</summary>
    public IReadOnlyList<LeasedCharges> ToCharges(int count)
    {
        var ofKinds = new List<(List<string> Ids, List<long> AfterMs)>();
        for (var position = 0; position < count; position++)
        {
            var entry = _entries[position];
            if (entry.Kind == ofKinds.Count)
                ofKinds.Add(([], []));
            var idStart = position == 0 ? 0 : _entries[position - 1].IdEnd;
            ofKinds[entry.Kind].Ids.Add(Encoding.ASCII.GetString(_ids, idStart, entry.IdEnd - idStart));
            ofKinds[entry.Kind].AfterMs.Add(entry.AfterMs);
        }

        return [.. ofKinds.Zip(_kinds, static (calls, kind) => new LeasedCharges(kind.Resource, kind.Method, kind.Units.Value, calls.Ids, calls.AfterMs))];
    }

    // Numbered in the order of their first calls. There are few.
    private int KindOf(ChargeCalls call)
    {
        var kind = new Kind(call);
        if (_kinds.IndexOf(kind) is var known and >= 0)
            return known;
        _kinds.Add(kind);
        return _kinds.Count - 1;
    }

    private readonly record struct Kind(string Resource, string Method, Units Units)
    {
        public Kind(ChargeCalls call)
            : this(call.Resource, call.Method, call.Units)
        {
        }
    }

    private readonly record struct Entry(int IdEnd, int Kind, long AfterMs);
}
