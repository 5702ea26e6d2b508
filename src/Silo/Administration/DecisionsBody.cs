using System.Text.Json.Serialization;
using Tollgate.Silo.Cluster;
using Tollgate.Silo.Decisions;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Administration;

/// <summary>Why a principal's calls were refused, newest first. What was allowed is in the event log.</summary>
/// <param name="Principal">Whose calls.</param>
/// <param name="Decisions">What the silos remember: each keeps its latest denials, in memory.</param>
/// <param name="Silos">Whose memory that is. What a silent silo decided is missing.</param>
/// <param name="Quota">The day as the log has it now.</param>
/// <param name="ExhaustedAt">When the log says that the day's first call was refused for want of quota; absent where none was.</param>
internal sealed record DecisionsBody(
    string Principal, IReadOnlyList<DecisionBody> Decisions, SilosBody Silos, QuotaBody Quota, DateTimeOffset? ExhaustedAt = null);

/// <param name="Silo">The silo that decided.</param>
/// <param name="Decision"><c>allow</c> or <c>deny</c>.</param>
/// <param name="Reason">Absent where the call was allowed.</param>
/// <param name="Resource">The resource that matched; absent where none did.</param>
/// <param name="Quota">The day as the decision left it, with the version of its stream; absent where the role alone decided.</param>
internal sealed record DecisionBody(
    string DecisionId,
    DateTimeOffset At,
    string Silo,
    string Decision,
    string? Reason,
    string Method,
    string Path,
    string? Resource,
    IReadOnlyList<string> Roles,
    long RoleMapVersion,
    string RequestId,
    long Units,
    QuotaBody? Quota)
{
    public static DecisionBody Of(string silo, DecisionMessage decision) => new(
        decision.Id, decision.At, silo, decision.Reason is null ? "allow" : "deny", decision.Reason, decision.Method, decision.Path, decision.Resource,
        decision.Roles, decision.RoleMapVersion, decision.RequestId, decision.Units, decision.Quota is { } quota ? QuotaBody.Of(quota.ToReading()) : null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecisionsBody))]
internal sealed partial class DecisionsJson : JsonSerializerContext;
