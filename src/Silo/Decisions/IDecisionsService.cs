using Orleans.Services;
using Tollgate.Grains.Quotas;

namespace Tollgate.Silo.Decisions;

/// <summary>What each silo remembers of its denials, for the other silos to ask.</summary>
[Alias("tollgate.decisions")]
internal interface IDecisionsService : IGrainService
{
    /// <summary>A principal's latest denials on this silo, newest first.</summary>
    [Alias("find")]
    Task<DecisionMessage[]> Find(string principal, int limit);
}

/// <summary>A <see cref="DecisionRecord"/> on the wire.</summary>
/// <param name="Reason">The denial's name; null where the call was allowed.</param>
[GenerateSerializer, Immutable, Alias("tollgate.decision-message")]
internal sealed record DecisionMessage(
    [property: Id(0)] string Id,
    [property: Id(1)] DateTimeOffset At,
    [property: Id(2)] string? Reason,
    [property: Id(3)] string Method,
    [property: Id(4)] string Path,
    [property: Id(5)] string? Resource,
    [property: Id(6)] string[] Roles,
    [property: Id(7)] long RoleMapVersion,
    [property: Id(8)] string RequestId,
    [property: Id(9)] long Units,
    [property: Id(10)] QuotaMessage? Quota);
