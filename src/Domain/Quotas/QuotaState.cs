using Tollgate.Domain.Quotas.Leases;

namespace Tollgate.Domain.Quotas;

/// <summary>What the events of one quota day add up to. Immutable: a decision may look at it while later ones are being made.</summary>
/// <param name="Day">The day whose stream is folded.</param>
public sealed record QuotaState(QuotaDay Day)
{
    /// <summary>The number of events folded; 0 is a day never opened.</summary>
    public long Version { get; init; }

    /// <summary>Units allowed in the day.</summary>
    public long Limit { get; init; }

    /// <summary>Units charged less units refunded, since the last reset, and all units of open leases.</summary>
    public long Used { get; init; }

    /// <summary>The version of the <c>account</c> stream that the limit was taken from.</summary>
    public long AccountVersion { get; init; }

    /// <summary>Whether the day's first refusal is in the log.</summary>
    public bool ExhaustionRecorded { get; init; }

    /// <summary>How often the count began again.</summary>
    public int Resets { get; init; }

    /// <summary>Whether usage from elsewhere has been taken over.</summary>
    public bool IsImported { get; init; }

    public RequestMemory Requests { get; init; } = RequestMemory.Empty;

    /// <summary>Units made durable ahead of use and not settled yet.</summary>
    public OpenLeases Leases { get; init; } = OpenLeases.None;

    public bool IsOpen => Version > 0;

    /// <summary>What is left; 0 where a limit was lowered under what is used.</summary>
    public long Remaining => Math.Max(0, Limit - Used);

    public static QuotaState Initial(QuotaDay day) => new(day);

    /// <summary>The state after one more event.</summary>
    /// <exception cref="InvalidOperationException">The event cannot stand here: the log is damaged, or from a newer version.</exception>
    public QuotaState Evolve(QuotaEvent happened)
    {
        var next = this with { Version = Version + 1 };
        return happened switch
        {
            DayOpened { Limit: >= 0 } e when !IsOpen => next with { Limit = e.Limit, AccountVersion = e.AccountVersion },
            CallsCharged { Units: > 0 } e when IsOpen && e.Units <= long.MaxValue - Used => next.With(e),
            ChargeRefunded { Units: > 0 } e when IsOpen && e.Units <= Used => next.With(e),
            LimitChanged { Limit: >= 0 } e when IsOpen => next with { Limit = e.Limit, AccountVersion = e.AccountVersion },
            UsageReset e when IsOpen => next.With(e),
            UsageImported { Units: >= 0 } e when IsOpen && e.Units <= long.MaxValue - Used => next with { Used = Used + e.Units, IsImported = true },
            QuotaExhausted when IsOpen => next with { ExhaustionRecorded = true },
            LeaseTaken { Units: > 0 } e when IsOpen && e.Units <= long.MaxValue - Used && Leases.UnitsOf(e.LeaseId) == 0 => next.With(e),
            LeaseSettled { Returned: >= 0 } e when e.IsWhole && e.Returned <= Leases.UnitsOf(e.LeaseId) - e.Spent => next.With(e),
            LeaseForfeited { Units: > 0 } e when e.Units <= Leases.UnitsOf(e.LeaseId) => next with { Leases = Leases.Less(e.LeaseId, e.Units) },
            _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be event {next.Version} of {Day}."),
        };
    }

    private QuotaState With(CallsCharged charged) => this with
    {
        Used = Used + charged.Units,
        Requests = Requests.Remember(charged.RequestId, new(
            RequestMemory.ContentOf(charged.Units, charged.Resource, charged.Method), charged.Units, Resets, IsRefunded: false)),
    };

    private QuotaState With(ChargeRefunded refunded) => this with
    {
        Used = Used - refunded.Units,
        Requests = Requests.Find(refunded.RequestId) is { } charge
            ? Requests.Remember(refunded.RequestId, charge with { IsRefunded = true })
            : Requests,
    };

    private QuotaState With(UsageReset reset) => this with
    {
        Used = Leases.Units, // somebody may still be allowed from them
        Resets = Resets + 1,
        Requests = Requests.Remember(reset.RequestId, new(RequestMemory.ContentOfReset, 0, Resets, IsRefunded: false)),
    };

    private QuotaState With(LeaseTaken taken) => this with { Used = Used + taken.Units, Leases = Leases.With(taken) };

    private QuotaState With(LeaseSettled settled) => this with
    {
        Used = Used - settled.Returned,
        Leases = Leases.Less(settled.LeaseId, settled.Spent + settled.Returned),
        Requests = settled.Charges.Aggregate(Requests, (known, charges) => charges.RequestIds.Aggregate(known, (ids, id) => ids.Remember(id, new(
            RequestMemory.ContentOf(charges.Units, charges.Resource, charges.Method), charges.Units, Resets, IsRefunded: false)))),
    };
}
