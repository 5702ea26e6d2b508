using System.Collections.Concurrent;

namespace Tollgate.Silo.Activity;

/// <summary>What happened within one second. Counted without a lock; what comes in the very moment of turning may be lost from the picture.</summary>
internal sealed class ActivitySecond
{
    private readonly Lock _turning = new();
    private readonly long[] _durations = new long[DurationBuckets.Count];
    private long _at;
    private long _storeFailures;

    /// <summary>Seconds since 1970, UTC.</summary>
    public long At
    {
        get => Volatile.Read(ref _at);
        init => _at = value;
    }

    public ConcurrentDictionary<string, StrongBox> Reasons { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<long> Durations => _durations;

    public long StoreFailures => Interlocked.Read(ref _storeFailures);

    /// <summary>Begins to count anew where another second was counted before.</summary>
    public void TurnTo(long second)
    {
        if (At == second)
            return;
        lock (_turning)
        {
            if (_at == second)
                return;
            Reasons.Clear();
            Array.Clear(_durations);
            _storeFailures = 0;
            Volatile.Write(ref _at, second);
        }
    }

    public void CountDecision(string reason, long count) => Interlocked.Add(ref Reasons.GetOrAdd(reason, static _ => new StrongBox()).Value, count);

    public void CountStoreFailure(long count) => Interlocked.Add(ref _storeFailures, count);

    public void Record(double seconds) => Interlocked.Increment(ref _durations[DurationBuckets.Of(seconds)]);

    internal sealed class StrongBox
    {
        public long Value;
    }
}
