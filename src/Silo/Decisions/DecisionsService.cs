using Orleans.Runtime;
using Tollgate.Domain;
using Tollgate.Grains.Quotas;

namespace Tollgate.Silo.Decisions;

/// <summary>This silo's <see cref="RecentDecisions"/>, within reach of the others.</summary>
internal sealed class DecisionsService(GrainId id, Orleans.Runtime.Silo silo, ILoggerFactory loggers, RecentDecisions recent)
    : GrainService(id, silo, loggers), IDecisionsService
{
    public Task<DecisionMessage[]> Find(string principal, int limit) => Task.FromResult<DecisionMessage[]>(
        Principal.TryParse(principal, lowerCase: false, out var whose) ? [.. recent.Find(whose, limit).Select(ToMessage)] : []);

    private static DecisionMessage ToMessage(DecisionRecord record) => new(
        record.Id, record.At, record.Denial.ToName(), record.Method, record.Path, record.Resource, [.. record.Roles], record.RoleMapVersion,
        record.RequestId, record.Units, record.Quota is { } quota ? QuotaMessage.Of(quota) : null);
}
