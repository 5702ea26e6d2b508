using System.Text.Json.Nodes;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers.Events;

/// <summary>The event of a WebSocket API's authorizer, when somebody connects.</summary>
public static class ConnectEvent
{
    public static JsonObject Of(ApiCall call, string methodArn, GatewayOptions gateway) => new()
    {
        ["type"] = "REQUEST",
        ["methodArn"] = methodArn,
        ["headers"] = EventMaps.Headers(call.Headers),
        ["multiValueHeaders"] = EventMaps.AllHeaders(call.Headers),
        ["queryStringParameters"] = EventMaps.Query(call.Request),
        ["multiValueQueryStringParameters"] = EventMaps.AllQuery(call.Request),
        ["stageVariables"] = EventMaps.Of(gateway.StageVariables),
        ["requestContext"] = new JsonObject
        {
            ["routeKey"] = "$connect",
            ["eventType"] = "CONNECT",
            ["extendedRequestId"] = call.ExtendedRequestId,
            ["requestTime"] = EventMaps.Clf(call.Time),
            ["messageDirection"] = "IN",
            ["stage"] = gateway.Stage,
            ["connectedAt"] = call.Time.ToUnixTimeMilliseconds(),
            ["requestTimeEpoch"] = call.Time.ToUnixTimeMilliseconds(),
            ["identity"] = new JsonObject { ["sourceIp"] = call.SourceIp, ["userAgent"] = call.Headers.UserAgent.ToString() },
            ["requestId"] = call.RequestId,
            ["domainName"] = call.Request.Host.Value,
            ["connectionId"] = CallIds.NewExtended(),
            ["apiId"] = gateway.ApiId,
        },
    };
}
