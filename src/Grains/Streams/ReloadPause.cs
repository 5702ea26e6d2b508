using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>After a failure, how long a grain leaves the store in peace before it reads again: callers meanwhile hear at once that it cannot.</summary>
internal readonly record struct ReloadPause(TimeSpan Length, long Since)
{
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(50);
    private static readonly TimeSpan Longest = TimeSpan.FromSeconds(1);

    /// <exception cref="EventStoreUnavailableException">The pause is not over.</exception>
    public void ThrowIfPausing(TimeProvider clock)
    {
        if (Length > TimeSpan.Zero && clock.GetElapsedTime(Since) < Length)
            throw new EventStoreUnavailableException("The store failed a moment ago.", outcomeUnknown: false);
    }

    public ReloadPause Longer(TimeProvider clock) =>
        new(Length == TimeSpan.Zero ? Shortest : TimeSpan.FromTicks(Math.Min(Length.Ticks * 2, Longest.Ticks)), clock.GetTimestamp());
}
