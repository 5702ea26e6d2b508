using System.Text.Json.Nodes;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.Authorizers.Events;

/// <summary>The event of a REQUEST authorizer of a REST API, and of an HTTP API with payload format 1.0.</summary>
public static class RequestEvent
{
    public static JsonObject OfRest(ApiCall call, string methodArn, GatewayOptions gateway, AwsOptions aws) =>
        Fill(new() { ["type"] = "REQUEST", ["methodArn"] = methodArn }, call, gateway, aws);

    public static JsonObject OfHttpApi(ApiCall call, string methodArn, IReadOnlyList<string> identity, GatewayOptions gateway, AwsOptions aws) => Fill(
        new()
        {
            ["version"] = "1.0",
            ["type"] = "REQUEST",
            ["methodArn"] = methodArn,
            ["identitySource"] = string.Join(',', identity),
            ["authorizationToken"] = string.Join(',', identity),
        },
        call, gateway, aws);

    private static JsonObject Fill(JsonObject json, ApiCall call, GatewayOptions gateway, AwsOptions aws)
    {
        json["resource"] = call.Route!.ResourcePath;
        json["path"] = call.Path;
        json["httpMethod"] = call.Method;
        json["headers"] = EventMaps.Headers(call.Headers);
        json["multiValueHeaders"] = EventMaps.AllHeaders(call.Headers);
        json["queryStringParameters"] = EventMaps.Query(call.Request);
        json["multiValueQueryStringParameters"] = EventMaps.AllQuery(call.Request);
        json["pathParameters"] = EventMaps.Of(call.Route.PathParameters);
        json["stageVariables"] = EventMaps.Of(gateway.StageVariables);
        json["requestContext"] = new JsonObject
        {
            ["resourceId"] = "local",
            ["resourcePath"] = call.Route.ResourcePath,
            ["httpMethod"] = call.Method,
            ["extendedRequestId"] = call.ExtendedRequestId,
            ["requestTime"] = EventMaps.Clf(call.Time),
            ["path"] = call.RawPath,
            ["accountId"] = aws.AccountId,
            ["protocol"] = call.Request.Protocol,
            ["stage"] = gateway.Stage,
            ["domainPrefix"] = gateway.ApiId,
            ["requestTimeEpoch"] = call.Time.ToUnixTimeMilliseconds(),
            ["requestId"] = call.RequestId,
            ["identity"] = new JsonObject { ["sourceIp"] = call.SourceIp, ["userAgent"] = call.Headers.UserAgent.ToString() },
            ["domainName"] = call.Request.Host.Value,
            ["apiId"] = gateway.ApiId,
        };
        return json;
    }
}
