using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Decisions;

namespace Tollgate.Silo.Authorize;

/// <summary>One decision in the making: its name in answers and logs, who asks, and what.</summary>
internal sealed record DecisionContext(string Id, Caller Caller, AuthorizeCommand Command)
{
    /// <param name="quota">The day that the decision rests on; null where the role alone decided.</param>
    public DecisionRecord ToRecord(DateTimeOffset at, RoleOutcome role, DenialReason denial, QuotaReading? quota = null) => new(Id, at, Caller.Principal)
    {
        Denial = denial,
        Roles = Caller.Roles,
        Method = Command.Method.Value,
        Path = Command.Path.Value,
        Resource = role.Resource,
        RoleMapVersion = role.RoleMapVersion,
        Units = Command.Units.Value,
        RequestId = Command.RequestId.Value,
        Quota = quota,
    };
}
