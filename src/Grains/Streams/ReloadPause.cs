using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>After a failure, how long a grain leaves the store in peace before it reads again: callers meanwhile hear at once that it cannot.</summary>
internal sealed class ReloadPause(TimeProvider clock)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    private TimeSpan _length = TimeSpan.Zero;
    private long _since;

    /// <exception cref="EventStoreUnavailableException">The pause is not over.</exception>
    public void ThrowIfPausing()
    {
        if (_length > TimeSpan.Zero && clock.GetElapsedTime(_since) < _length)
            throw new EventStoreUnavailableException("The store failed a moment ago.", outcomeUnknown: false);
    }

    public void Lengthen()
    {
        _length = _length == TimeSpan.Zero ? Shortest : TimeSpan.FromTicks(Math.Min(_length.Ticks * 2, Longest.Ticks));
        _since = clock.GetTimestamp();
    }

    public void Reset() => _length = TimeSpan.Zero;
}
