using Tollgate.Domain;

namespace Tollgate.Silo.Decisions;

/// <summary>
/// The latest denials of this silo, in memory. Those that were logged have a ring of their own, where nobody's flood drives them out; the others share
/// another. Allowed calls are in the event log, and are not kept here: they would be the bulk of it, and the work of the garbage collector.
/// </summary>
internal sealed class RecentDecisions
{
    public const int MaxLogged = 25_000;
    public const int MaxOthers = 75_000;

    private readonly Ring _logged = new(MaxLogged);
    private readonly Ring _others = new(MaxOthers);

    public void AddLogged(DecisionRecord record) => _logged.Add(record);

    public void Add(DecisionRecord record) => _others.Add(record);

    /// <summary>A principal's latest denials, newest first. It looks through all that is kept: for administrators, not for every call.</summary>
    public IReadOnlyList<DecisionRecord> Find(Principal principal, int limit) =>
        [.. _logged.Latest(principal, limit).Concat(_others.Latest(principal, limit))
            .OrderByDescending(record => record.At).ThenByDescending(record => record.Id, StringComparer.Ordinal).Take(limit)];

    // One interlocked step and one store for each record: a writer waits for nobody, and a reader may miss the one being written.
    private sealed class Ring(int size)
    {
        private readonly DecisionRecord?[] _records = new DecisionRecord?[size];
        private long _written;

        public void Add(DecisionRecord record) =>
            Volatile.Write(ref _records[(Interlocked.Increment(ref _written) - 1) % size], record);

        public IEnumerable<DecisionRecord> Latest(Principal principal, int limit)
        {
            var written = Interlocked.Read(ref _written);
            for (var n = written - 1; n >= Math.Max(0, written - size) && limit > 0; n--)
            {
                if (Volatile.Read(ref _records[n % size]) is { } record && record.Principal == principal)
                {
                    limit--;
                    yield return record;
                }
            }
        }
    }
}
