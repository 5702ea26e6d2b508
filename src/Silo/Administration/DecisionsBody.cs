using System.Text.Json.Serialization;
using Tollgate.Domain;
using Tollgate.Silo.Decisions;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Administration;

/// <summary>Why a principal's calls were allowed or refused, newest first.</summary>
/// <param name="Principal">Whose calls.</param>
/// <param name="Decisions">What this silo remembers: decisions are kept in memory, the latest of each silo by itself.</param>
/// <param name="Quota">The day as the log has it now.</param>
/// <param name="ExhaustedAt">When the log says that the day's first call was refused for want of quota; absent where none was.</param>
internal sealed record DecisionsBody(
    string Principal, IReadOnlyList<DecisionBody> Decisions, QuotaBody Quota, DateTimeOffset? ExhaustedAt = null);

/// <param name="Decision"><c>allow</c> or <c>deny</c>.</param>
/// <param name="Reason">Absent where the call was allowed.</param>
/// <param name="Resource">The resource that matched; absent where none did.</param>
/// <param name="Quota">The day as the decision left it, with the version of its stream; absent where the role alone decided.</param>
internal sealed record DecisionBody(
    string DecisionId,
    DateTimeOffset At,
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
    public static DecisionBody Of(DecisionRecord record) => new(
        record.Id, record.At, record.Denial is null ? "allow" : "deny", record.Denial?.ToName(), record.Method, record.Path, record.Resource,
        record.Roles, record.RoleMapVersion, record.RequestId, record.Units, record.Quota is { } quota ? QuotaBody.Of(quota) : null);
}

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(DecisionsBody))]
internal sealed partial class DecisionsJson : JsonSerializerContext;
