namespace Tollgate.Domain.Quotas;

/// <summary>Take units from the day, for one call that its role allows.</summary>
/// <param name="Resource">The resource that the role map matched.</param>
/// <param name="Method">The HTTP method as called.</param>
public sealed record ChargeCalls(RequestId RequestId, Units Units, string Resource, string Method);

/// <summary>Give units of one charge back, to the day it was charged to.</summary>
/// <param name="RequestId">The charge's.</param>
/// <param name="Units">Null for all of them.</param>
public sealed record RefundCharge(RequestId RequestId, Units? Units, string Actor, ReasonText Reason);

/// <summary>Begin the day's count again.</summary>
/// <param name="RequestId">Names the reset: asking twice resets once.</param>
public sealed record ResetUsage(RequestId RequestId, string Actor, ReasonText Reason);

/// <summary>What a day opens with, should this be its first event.</summary>
/// <param name="AccountVersion">The version of the <c>account</c> stream that the limit comes from; 0 where it is the configured default.</param>
/// <param name="Actor">Who changed the account last.</param>
/// <param name="Reason">Why.</param>
public readonly record struct Allowance(long Limit, long AccountVersion, string Actor = "", string Reason = "");
