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

/// <summary>The day's first refusal for want of quota. Later refusals write nothing.</summary>
public sealed record QuotaExhausted : QuotaEvent;
