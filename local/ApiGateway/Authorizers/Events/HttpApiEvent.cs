using System.Text.Json.Nodes;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers.Events;

/// <summary>The event of an HTTP API's authorizer with payload format 2.0. Maps that would be empty are left out.</summary>
public static class HttpApiEvent
{
    public static JsonObject Of(ApiCall call, string routeArn, IReadOnlyList<string> identity, GatewayOptions gateway, AwsOptions aws)
    {
        var route = call.Route!;
        var json = new JsonObject
        {
            ["version"] = "2.0",
            ["type"] = "REQUEST",
            ["routeArn"] = routeArn,
            ["identitySource"] = identity.Count == 0 ? null : EventMaps.List(identity),
            ["routeKey"] = route.RouteKey,
            ["rawPath"] = call.RawPath,
            ["rawQueryString"] = call.Request.QueryString.Value?.TrimStart('?') ?? "",
            ["headers"] = EventMaps.JoinedHeaders(call.Headers),
            ["requestContext"] = new JsonObject
            {
                ["accountId"] = aws.AccountId,
                ["apiId"] = gateway.ApiId,
                ["domainName"] = call.Request.Host.Value,
                ["domainPrefix"] = gateway.ApiId,
                ["http"] = new JsonObject
                {
                    ["method"] = call.Method,
                    ["path"] = call.RawPath,
                    ["protocol"] = call.Request.Protocol,
                    ["sourceIp"] = call.SourceIp,
                    ["userAgent"] = call.Headers.UserAgent.ToString(),
                },
                ["requestId"] = call.RequestId,
                ["routeKey"] = route.RouteKey,
                ["stage"] = gateway.Stage,
                ["time"] = EventMaps.Clf(call.Time),
                ["timeEpoch"] = call.Time.ToUnixTimeMilliseconds(),
            },
        };
        AddIfAny(json, "cookies", EventMaps.Cookies(call.Headers));
        AddIfAny(json, "queryStringParameters", EventMaps.JoinedQuery(call.Request));
        AddIfAny(json, "pathParameters", EventMaps.Of(route.PathParameters));
        AddIfAny(json, "stageVariables", EventMaps.Of(gateway.StageVariables));
        return json;
    }

    private static void AddIfAny(JsonObject json, string name, JsonNode value)
    {
        if (value is JsonObject { Count: > 0 } or JsonArray { Count: > 0 })
            json[name] = value;
    }
}
