namespace Tollgate.Domain.Usage;

/// <summary>A fact about who used the service on one UTC day. Stored under the names in <see cref="UsageEventCodec"/>.</summary>
public abstract record UsageEvent;

/// <summary>These principals have a quota day that is open. Each is named once a day; how much they used stands in their own streams.</summary>
public sealed record PrincipalsSeen(IReadOnlyList<string> Principals) : UsageEvent;
