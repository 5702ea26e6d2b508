namespace Tollgate.Domain.Quotas;

/// <summary>A principal's day as an answer shows it: the fold of the stream's first <paramref name="Version"/> events.</summary>
public readonly record struct QuotaReading(QuotaDay Day, long Limit, long Used, long Version)
{
    public long Remaining => Math.Max(0, Limit - Used);

    public static QuotaReading Of(QuotaState state) => new(state.Day, state.Limit, state.Used, state.Version);

    /// <summary>A day that no call has opened: it shows the limit it would open with, and writes nothing.</summary>
    public static QuotaReading Of(QuotaState state, long limitIfOpened) =>
        state.IsOpen ? Of(state) : new(state.Day, limitIfOpened, 0, 0);

    /// <summary>The reading after one more event that changes what is used by so many units.</summary>
    internal QuotaReading After(long units) => this with { Used = Used + units, Version = Version + 1 };
}
