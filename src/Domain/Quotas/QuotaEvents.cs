namespace Tollgate.Domain.Quotas;

/// <summary>A fact about one principal's one quota day. Stored under the names in <see cref="QuotaEventCodec"/>.</summary>
public abstract record QuotaEvent;

/// <summary>The first event of a day: its allowance, frozen from the override or the configured default.</summary>
/// <param name="Limit">Units allowed in the day.</param>
/// <param name="AccountVersion">The version of the principal's <c>account</c> stream that the limit was taken from; 0 where it has none.</param>
public sealed record DayOpened(long Limit, long AccountVersion) : QuotaEvent;

/// <summary>One allowed call.</summary>
/// <param name="RequestId">Names the call within the day.</param>
/// <param name="Units">What it cost.</param>
/// <param name="Resource">The resource that the role map matched, not the path as called.</param>
/// <param name="Method">The HTTP method as called.</param>
public sealed record CallsCharged(string RequestId, long Units, string Resource, string Method) : QuotaEvent;

/// <summary>Units of one charge given back, once.</summary>
/// <param name="RequestId">The charge's.</param>
/// <param name="Units">At most what the charge took.</param>
/// <param name="Actor">Who gave them back.</param>
/// <param name="Reason">Why, in the actor's words.</param>
public sealed record ChargeRefunded(string RequestId, long Units, string Actor, string Reason) : QuotaEvent;

/// <summary>The open day's allowance follows the account. A limit under what is used leaves nothing; it takes nothing back.</summary>
/// <param name="AccountVersion">The version of the <c>account</c> stream that the limit was taken from.</param>
public sealed record LimitChanged(long Limit, long AccountVersion, string Actor, string Reason) : QuotaEvent;

/// <summary>The count begins again at nothing; what was charged before can no longer be refunded.</summary>
/// <param name="RequestId">Names the reset, so that asking for it twice resets once.</param>
public sealed record UsageReset(string RequestId, string Actor, string Reason) : QuotaEvent;

/// <summary>Units used elsewhere on this day, before this log took over.</summary>
/// <param name="Source">Where the number comes from. A day takes over usage once, whatever the source.</param>
public sealed record UsageImported(long Units, string Source) : QuotaEvent;

/// <summary>The day's first refusal for want of quota. Later refusals write nothing.</summary>
public sealed record QuotaExhausted : QuotaEvent;

/// <summary>Units made durable ahead of use: calls are allowed from them without a write of their own. They count as used at once.</summary>
/// <param name="LeaseId">Names the lease within the day.</param>
public sealed record LeaseTaken(string LeaseId, long Units) : QuotaEvent;

/// <summary>What became of units of an open lease: the calls they were spent on, and what was given back. None left: the lease is closed.</summary>
/// <param name="Charges">The calls, grouped by what was called.</param>
/// <param name="Returned">Units that were not spent and are no longer used.</param>
public sealed record LeaseSettled(string LeaseId, IReadOnlyList<LeasedCharges> Charges, long Returned) : QuotaEvent
{
    /// <summary>Units that the calls took.</summary>
    internal long Spent => Charges.Sum(static charges => charges.Units * charges.RequestIds.Count);

    /// <summary>Whether it settles something, and every call cost something.</summary>
    internal bool IsWhole =>
        Spent + Returned > 0 && Charges.All(static charges => charges.Units is > 0 and <= Domain.Quotas.Units.Max && charges.RequestIds.Count > 0);
}

/// <summary>Calls of one kind, in the order they were allowed.</summary>
/// <param name="Units">What each of them cost.</param>
/// <param name="RequestIds">Names the calls within the day.</param>
/// <param name="AfterMs">When each was allowed: milliseconds since its lease was taken.</param>
public sealed record LeasedCharges(
    string Resource, string Method, long Units, IReadOnlyList<string> RequestIds, IReadOnlyList<long> AfterMs);

/// <summary>Nobody settled these units of an open lease in time: its owner is gone, and what it spent them on is not known. They stay used.</summary>
public sealed record LeaseForfeited(string LeaseId, long Units) : QuotaEvent;
