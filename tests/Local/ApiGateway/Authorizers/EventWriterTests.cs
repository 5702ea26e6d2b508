using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Authorizers.Events;
using Tollgate.Local.ApiGateway.Calls;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Tests.Authorizers;

/// <summary>What the function is shown, member by member, for one and the same call.</summary>
public sealed class EventWriterTests
{
    private const string Arn = "arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/pets/7";

    private const string Headers =
        """{"Host":"api.example.com","Authorization":"token","X-Twice":"b","Cookie":"a=1; b=2","User-Agent":"test"}""";

    private const string AllHeaders =
        """{"Host":["api.example.com"],"Authorization":["token"],"X-Twice":["a","b"],"Cookie":["a=1; b=2"],"User-Agent":["test"]}""";

    private const string Request =
        $$$"""
        "resource":"/pets/{id}","path":"/pets/7","httpMethod":"GET","headers":{{{Headers}}},"multiValueHeaders":{{{AllHeaders}}},
        "queryStringParameters":{"q":"2","r":"x y"},"multiValueQueryStringParameters":{"q":["1","2"],"r":["x y"]},
        "pathParameters":{"id":"7"},"stageVariables":{"team":"payments"},
        "requestContext":{"resourceId":"local","resourcePath":"/pets/{id}","httpMethod":"GET","extendedRequestId":"JKJaXmPLvHcESHA=",
          "requestTime":"22/Nov/2026:12:00:00 +0000","path":"/Dev/pets/7","accountId":"123456789012","protocol":"HTTP/1.1","stage":"Dev",
          "domainPrefix":"tollgate01","requestTimeEpoch":1795348800000,"requestId":"request-1",
          "identity":{"sourceIp":"192.0.2.1","userAgent":"test"},"domainName":"api.example.com","apiId":"tollgate01"}
        """;

    [Fact]
    public void Token_IsThreeMembers() => AssertEvent(
        $$"""{"type":"TOKEN","authorizationToken":"token","methodArn":"{{Arn}}"}""", ProtocolType.Rest, new() { Type = AuthorizerType.Token });

    [Fact]
    public void Request_OfARestApi() => AssertEvent(
        $$"""{"type":"REQUEST","methodArn":"{{Arn}}",{{Request}}}""", ProtocolType.Rest, new() { Type = AuthorizerType.Request });

    [Fact]
    public void Request_OfAnHttpApiWithFormat1() => AssertEvent(
        $$"""{"version":"1.0","type":"REQUEST","methodArn":"{{Arn}}","identitySource":"token,1,2","authorizationToken":"token,1,2",{{Request}}}""",
        ProtocolType.Http,
        new() { AuthorizerPayloadFormatVersion = "1.0", IdentitySource = "$request.header.Authorization, $request.querystring.q" });

    [Fact]
    public void Request_OfAnHttpApiWithFormat2() => AssertEvent(
        $$$"""
        {"version":"2.0","type":"REQUEST","routeArn":"{{{Arn}}}","identitySource":["token","GET /pets/{id}"],"routeKey":"GET /pets/{id}",
         "rawPath":"/Dev/pets/7","rawQueryString":"q=1&q=2&r=x%20y",
         "headers":{"host":"api.example.com","authorization":"token","x-twice":"a,b","user-agent":"test"},
         "requestContext":{"accountId":"123456789012","apiId":"tollgate01","domainName":"api.example.com","domainPrefix":"tollgate01",
           "http":{"method":"GET","path":"/Dev/pets/7","protocol":"HTTP/1.1","sourceIp":"192.0.2.1","userAgent":"test"},
           "requestId":"request-1","routeKey":"GET /pets/{id}","stage":"Dev","time":"22/Nov/2026:12:00:00 +0000","timeEpoch":1795348800000},
         "cookies":["a=1","b=2"],"queryStringParameters":{"q":"1,2","r":"x y"},"pathParameters":{"id":"7"},"stageVariables":{"team":"payments"}}
        """,
        ProtocolType.Http,
        new() { IdentitySource = "$request.header.Authorization, $context.routeKey" });

    [Fact]
    public void Request_OfAnHttpApiWithNothingOptional_LeavesTheMapsOut()
    {
        var call = Call(new DefaultHttpContext()) with { Route = new(new() { Path = "$default" }, "$default", new Dictionary<string, string>()) };
        var json = Write(call, ProtocolType.Http, new() { IdentitySource = "" }, new());

        Assert.Null(json["identitySource"]);
        Assert.Equal("$default", (string?)json["routeKey"]);
        Assert.DoesNotContain(json.AsObject(), member => member.Key is "cookies" or "queryStringParameters" or "pathParameters" or "stageVariables");
    }

    [Fact]
    public void Connect_OfAWebSocketApi()
    {
        var json = Write(Call(Http()), ProtocolType.WebSocket, new(), Variables());
        var connectionId = json["requestContext"]!["connectionId"]!.GetValue<string>();

        AssertSame(
            $$$"""
            {"type":"REQUEST","methodArn":"{{{Arn}}}","headers":{{{Headers}}},"multiValueHeaders":{{{AllHeaders}}},
             "queryStringParameters":{"q":"2","r":"x y"},"multiValueQueryStringParameters":{"q":["1","2"],"r":["x y"]},"stageVariables":{"team":"payments"},
             "requestContext":{"routeKey":"$connect","eventType":"CONNECT","extendedRequestId":"JKJaXmPLvHcESHA=","requestTime":"22/Nov/2026:12:00:00 +0000",
               "messageDirection":"IN","stage":"Dev","connectedAt":1795348800000,"requestTimeEpoch":1795348800000,
               "identity":{"sourceIp":"192.0.2.1","userAgent":"test"},"requestId":"request-1","domainName":"api.example.com",
               "connectionId":"{{{connectionId}}}","apiId":"tollgate01"} }
            """,
            json);
    }

    private static void AssertEvent(string expected, ProtocolType protocol, AuthorizerOptions authorizer) =>
        AssertSame(expected, Write(Call(Http()), protocol, authorizer, Variables()));

    private static void AssertSame(string expected, JsonNode actual) => Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), actual.ToJsonString());

    private static JsonNode Write(ApiCall call, ProtocolType protocol, AuthorizerOptions authorizer, GatewayOptions gateway)
    {
        authorizer.AuthorizerResultTtlInSeconds = 0;
        gateway.ProtocolType = protocol;
        var settings = AuthorizerSettings.Of(authorizer, protocol);
        var aws = new AwsOptions();
        var identity = settings.Sources.Select(source => source.Read(call, gateway, aws)!).ToList();
        var json = new EventWriter(settings, Options.Create(gateway), Options.Create(aws)).Write(call, Arn, identity);
        return JsonNode.Parse(Encoding.UTF8.GetString(json.Span))!;
    }

    private static GatewayOptions Variables() => new() { StageVariables = { ["team"] = "payments" } };

    private static ApiCall Call(DefaultHttpContext http) =>
        new("request-1", "JKJaXmPLvHcESHA=", "Root=1-x", "Dev", "/Dev/pets/7", "/pets/7", "GET", new(2026, 11, 22, 12, 0, 0, TimeSpan.Zero), http.Request)
        {
            Route = new(new() { Path = "/pets/{id}" }, "/pets/{id}", new Dictionary<string, string> { ["id"] = "7" }),
        };

    private static DefaultHttpContext Http()
    {
        var http = new DefaultHttpContext { Connection = { RemoteIpAddress = IPAddress.Parse("192.0.2.1") } };
        http.Request.Protocol = "HTTP/1.1";
        http.Request.Host = new("api.example.com");
        http.Request.QueryString = new("?q=1&q=2&r=x%20y");
        http.Request.Headers.Authorization = "token";
        http.Request.Headers["X-Twice"] = new(["a", "b"]);
        http.Request.Headers.Cookie = "a=1; b=2";
        http.Request.Headers.UserAgent = "test";
        return http;
    }
}
