using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Accounts;

/// <summary>A limit of the principal's own.</summary>
/// <param name="UntilDay">The last day it holds for; null for all to come.</param>
public readonly record struct LimitOverride(long Limit, QuotaDay? UntilDay)
{
    public bool HoldsOn(QuotaDay day) => UntilDay is not { } last || day <= last;
}

/// <summary>What the events of one account add up to.</summary>
/// <param name="Version">The number of events folded.</param>
/// <param name="Actor">Who changed it last.</param>
/// <param name="Reason">Why.</param>
public sealed record AccountState(long Version, LimitOverride? Override, string Actor, string Reason)
{
    public static readonly AccountState Initial = new(0, null, "", "");

    /// <exception cref="InvalidOperationException">The event cannot stand here: the log is damaged, or from a newer version.</exception>
    public AccountState Evolve(AccountEvent happened) => happened switch
    {
        LimitOverridden { Limit: >= 0 } e => new(Version + 1, new(e.Limit, DayOf(e.UntilDay)), e.Actor, e.Reason),
        OverrideRemoved e => new(Version + 1, null, e.Actor, e.Reason),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be event {Version + 1} of an account."),
    };

    /// <summary>The allowance of a day: the override that holds on it, else the configured default.</summary>
    public Allowance On(QuotaDay day, long defaultLimit) =>
        new(Override is { } own && own.HoldsOn(day) ? own.Limit : defaultLimit, Version, Actor, Reason);

    private static QuotaDay? DayOf(string? text) =>
        text is null ? null
        : QuotaDay.TryParse(text, out var day) ? day
        : throw new InvalidOperationException($"'{text}' is not a day.");
}
