using System.Text.Json.Serialization;

namespace Tollgate.AuthorizerLambda.Facade;

/// <summary>The body of <c>POST /v1/authorize</c>.</summary>
/// <param name="RequestId">The idempotency key: the same id is charged once, however often it is sent.</param>
public sealed record AuthorizeRequest(string Method, string Path, string RequestId);

// The parts of the facade's answers that are read here. Members may be added there; those below may not be missing.
internal sealed record WireAllow(string Decision, string DecisionId, string Principal, string?[] Roles, string Resource, WireQuota Quota);

internal sealed record WireProblem(string Reason, string Detail, string? DecisionId = null, string? Principal = null, WireQuota? Quota = null);

internal sealed record WireQuota(long Limit, long Used, long Remaining, string ResetsAt)
{
    public QuotaReading ToReading() => new(Limit, Used, Remaining, ResetsAt);
}

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase,
    AllowDuplicateProperties = false,
    RespectNullableAnnotations = true,
    RespectRequiredConstructorParameters = true)]
[JsonSerializable(typeof(AuthorizeRequest))]
[JsonSerializable(typeof(WireAllow))]
[JsonSerializable(typeof(WireProblem))]
internal sealed partial class FacadeJson : JsonSerializerContext;
