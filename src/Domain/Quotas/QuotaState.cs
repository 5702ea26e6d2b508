namespace Tollgate.Domain.Quotas;

/// <summary>What the events of one quota day add up to. Immutable: a decision may look at it while later ones are being made.</summary>
/// <param name="Day">The day whose stream is folded.</param>
/// <param name="Version">The number of events folded; 0 is a day never opened.</param>
/// <param name="Limit">Units allowed in the day.</param>
/// <param name="Used">Units taken.</param>
/// <param name="ExhaustionRecorded">Whether the day's first refusal is in the log.</param>
public sealed record QuotaState(QuotaDay Day, long Version, long Limit, long Used, bool ExhaustionRecorded)
{
    public bool IsOpen => Version > 0;

    /// <summary>What is left; 0 where a limit was lowered under what is used.</summary>
    public long Remaining => Math.Max(0, Limit - Used);

    public static QuotaState Initial(QuotaDay day) => new(day, 0, 0, 0, false);

    /// <summary>The state after one more event.</summary>
    /// <exception cref="InvalidOperationException">The event cannot stand here: the log is damaged, or from a newer version.</exception>
    public QuotaState Evolve(QuotaEvent happened)
    {
        var next = this with { Version = Version + 1 };
        return happened switch
        {
            DayOpened { Limit: >= 0 } opened when !IsOpen => next with { Limit = opened.Limit },
            CallsCharged { Units: > 0 } charged when IsOpen && charged.Units <= long.MaxValue - Used => next with { Used = Used + charged.Units },
            QuotaExhausted when IsOpen => next with { ExhaustionRecorded = true },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be event {next.Version} of {Day}."),
        };
    }
}
