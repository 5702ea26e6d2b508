using System.Text.Json.Serialization;

namespace Tollgate.AuthorizerLambda.Events;

// The members of all shapes that are read here. Any may be absent or null, and API Gateway may add others.
internal sealed record WireEvent(
    string? Version,
    string? Type,
    string? AuthorizationToken,
    string? MethodArn,
    string? RouteArn,
    string? RawPath,
    Dictionary<string, string?>? Headers,
    Dictionary<string, string?[]?>? MultiValueHeaders,
    Dictionary<string, string?>? QueryStringParameters,
    Dictionary<string, string?[]?>? MultiValueQueryStringParameters,
    WireRequestContext? RequestContext);

internal sealed record WireRequestContext(string? RequestId, string? ExtendedRequestId, string? RouteKey, string? Stage, WireHttp? Http);

internal sealed record WireHttp(string? Method);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(WireEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
