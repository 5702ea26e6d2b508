using System.Text.Json.Nodes;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

/// <summary>An honest event of every shape, for a call and with what stands in the place of the token.</summary>
internal static class EventTemplates
{
    private const string Api = "arn:aws:execute-api:us-east-1:123456789012:abcdef123";

    public static readonly IReadOnlyList<Func<string, string, string, string, JsonObject>> All = [Token, RestRequest, HttpApi1, HttpApi2, WebSocket];

    private static JsonObject Token(string id, string authorization, string method, string path) => new()
    {
        ["type"] = "TOKEN",
        ["authorizationToken"] = authorization,
        ["methodArn"] = $"{Api}/Dev/{method}{path}",
    };

    private static JsonObject RestRequest(string id, string authorization, string method, string path) => new()
    {
        ["type"] = "REQUEST",
        ["methodArn"] = $"{Api}/Dev/{method}{path}",
        ["resource"] = path,
        ["path"] = path,
        ["httpMethod"] = method,
        ["headers"] = new JsonObject { ["Accept"] = "*/*", ["Authorization"] = authorization },
        ["multiValueHeaders"] = new JsonObject { ["Accept"] = new JsonArray("*/*"), ["Authorization"] = new JsonArray(authorization) },
        ["queryStringParameters"] = null,
        ["multiValueQueryStringParameters"] = null,
        ["pathParameters"] = new JsonObject(),
        ["stageVariables"] = null,
        ["requestContext"] = new JsonObject
        {
            ["resourcePath"] = path, ["httpMethod"] = method, ["path"] = $"/Dev{path}", ["stage"] = "Dev", ["requestId"] = id, ["extendedRequestId"] = id,
            ["identity"] = new JsonObject { ["sourceIp"] = "192.0.2.7", ["clientCert"] = null },
        },
    };

    private static JsonObject HttpApi1(string id, string authorization, string method, string path)
    {
        var json = RestRequest(id, authorization, method, path);
        json.Insert(0, "version", "1.0");
        json["identitySource"] = authorization;
        json["authorizationToken"] = authorization;
        json["requestContext"]!.AsObject().Remove("extendedRequestId");
        return json;
    }

    private static JsonObject HttpApi2(string id, string authorization, string method, string path) => new()
    {
        ["version"] = "2.0",
        ["type"] = "REQUEST",
        ["routeArn"] = $"{Api}/prod/{method}{path}",
        ["identitySource"] = new JsonArray(authorization),
        ["routeKey"] = $"{method} {path}",
        ["rawPath"] = $"/prod{path}",
        ["rawQueryString"] = "",
        ["headers"] = new JsonObject { ["accept"] = "*/*", ["authorization"] = authorization },
        ["requestContext"] = new JsonObject
        {
            ["http"] = new JsonObject { ["method"] = method, ["path"] = $"/prod{path}", ["protocol"] = "HTTP/1.1", ["sourceIp"] = "192.0.2.7" },
            ["requestId"] = id, ["routeKey"] = $"{method} {path}", ["stage"] = "prod", ["timeEpoch"] = 1583348638390,
        },
    };

    private static JsonObject WebSocket(string id, string authorization, string method, string path) => new()
    {
        ["type"] = "REQUEST",
        ["methodArn"] = $"{Api}/prod/$connect",
        ["headers"] = new JsonObject { ["Connection"] = "upgrade", ["Authorization"] = authorization },
        ["multiValueHeaders"] = new JsonObject { ["Authorization"] = new JsonArray(authorization) },
        ["queryStringParameters"] = new JsonObject(),
        ["stageVariables"] = new JsonObject(),
        ["requestContext"] = new JsonObject
        {
            ["routeKey"] = "$connect", ["eventType"] = "CONNECT", ["requestId"] = id, ["extendedRequestId"] = id, ["connectionId"] = "E9yXRcC1oAMCIcw=", ["stage"] = "prod",
        },
    };
}
