namespace Tollgate.Domain.Quotas;

/// <summary>The command: take units from the day, for one call that its role allows.</summary>
/// <param name="Resource">The resource that the role map matched.</param>
/// <param name="Method">The HTTP method as called.</param>
public sealed record ChargeCalls(RequestId RequestId, Units Units, string Resource, string Method);

/// <summary>What a day opens with, should this be its first call.</summary>
/// <param name="AccountVersion">The version of the <c>account</c> stream that the limit comes from; 0 where it is the configured default.</param>
public readonly record struct Allowance(long Limit, long AccountVersion);

/// <summary>The answer to <see cref="ChargeCalls"/>.</summary>
/// <param name="IsAllowed">True: the units are taken. False: too few are left, nothing is taken.</param>
/// <param name="Reading">The day after the decision.</param>
public readonly record struct ChargeOutcome(bool IsAllowed, QuotaReading Reading);
