namespace Tollgate.Domain.Accounts;

/// <summary>A fact about one principal's allowance over all days. Stored under the names in <see cref="AccountEventCodec"/>.</summary>
public abstract record AccountEvent;

/// <summary>The principal has a limit of its own.</summary>
/// <param name="UntilDay">The last UTC day it holds for, <c>2026-11-30</c>; null for as long as nobody changes it.</param>
/// <param name="Actor">Who set it.</param>
/// <param name="Reason">Why, in the actor's words.</param>
public sealed record LimitOverridden(long Limit, string Actor, string Reason, string? UntilDay = null) : AccountEvent;

/// <summary>The configured default applies again.</summary>
public sealed record OverrideRemoved(string Actor, string Reason) : AccountEvent;
