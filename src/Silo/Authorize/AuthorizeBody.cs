using System.Text.Json.Serialization;
using Tollgate.Domain.Quotas;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Authorize;

/// <summary>The question: may the bearer make this call now?</summary>
/// <param name="Method">The HTTP method of the call.</param>
/// <param name="Path">Its path, percent-encoded as called, without the query.</param>
/// <param name="Units">What it costs; 1 if absent.</param>
/// <param name="RequestId">The trusted gateway's name for the call; one is generated if absent.</param>
internal sealed record AuthorizeBody(string? Method, string? Path, decimal? Units = null, string? RequestId = null);

/// <summary>The answer yes. Every no is a problem.</summary>
/// <param name="Replayed">True where this very call was allowed before: nothing more is charged.</param>
internal sealed record AllowBody(
    string Decision, string DecisionId, string Principal, IReadOnlyList<string> Roles, string Resource, bool Replayed, QuotaBody Quota)
{
    public static AllowBody Of(DecisionContext decision, string resource, bool replayed, QuotaReading quota) =>
        new("allow", decision.Id, decision.Caller.Principal.Value, decision.Caller.Roles, resource, replayed, QuotaBody.Of(quota));
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    UnmappedMemberHandling = JsonUnmappedMemberHandling.Disallow,
    AllowDuplicateProperties = false)]
[JsonSerializable(typeof(AuthorizeBody))]
[JsonSerializable(typeof(AllowBody))]
internal sealed partial class AuthorizeJson : JsonSerializerContext;
