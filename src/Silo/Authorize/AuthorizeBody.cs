using System.Text.Json.Serialization;
using Tollgate.Domain.Quotas;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Authorize;

/// <summary>The question: may the bearer make this call now? A class with setters, which is read quicker than a record.</summary>
internal sealed class AuthorizeBody
{
    /// <summary>The HTTP method of the call.</summary>
    public string? Method { get; set; }

    /// <summary>Its path, percent-encoded as called, without the query.</summary>
    public string? Path { get; set; }

    /// <summary>What it costs; 1 if absent.</summary>
    public decimal? Units { get; set; }

    /// <summary>The trusted gateway's name for the call; one is generated if absent.</summary>
    public string? RequestId { get; set; }
}

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
