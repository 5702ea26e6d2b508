using System.Net;
using Tollgate.EndToEnd.Tests.Fixtures;

namespace Tollgate.EndToEnd.Tests;

/// <summary>The authorizer and the silo behind an API Gateway of every kind.</summary>
[Collection<GatewayTests>]
public sealed class GatewayShapesTests(GatewaySystem system)
{
    private static readonly Dictionary<string, Dictionary<string, string>> Shapes = new()
    {
        ["rest-token"] = GatewayKinds.RestToken,
        ["rest-request"] = GatewayKinds.RestRequest,
        ["http-1.0"] = GatewayKinds.Http1,
        ["http-2.0"] = GatewayKinds.Http2,
        ["http-simple"] = GatewayKinds.HttpSimple,
    };

    public static TheoryData<string> Names => [.. Shapes.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Shape_CountsAllowedCalls_AndRefusesTheRest(string shape)
    {
        var url = await system.AddGatewayAsync(shape, Shapes[shape]);
        var (token, other) = (system.TokenOf(shape, "IT"), system.TokenOf($"{shape}-sales", "Sales"));

        Assert.Equal(403, await system.CallAsync($"{url}/reports", token));
        Assert.Equal([200, 200, 200, 403], await system.CallsAsync($"{url}/blog", token, 4));
        Assert.Equal(403, await system.CallAsync($"{url}/blog", other));
        Assert.Equal(401, await system.CallAsync($"{url}/blog", Forged(token)));
        Assert.Equal(401, await system.CallAsync($"{url}/blog", "not a token"));
        Assert.Equal((3, 0), (await system.UsedAsync(token), await system.UsedAsync(other)));
    }

    [Fact]
    public async Task WebSocket_IsChargedPerConnection()
    {
        var url = await system.AddGatewayAsync("websocket", GatewayKinds.WebSocket);
        var token = system.TokenOf("websocket", "IT");

        for (var n = 0; n < GatewaySystem.DailyLimit; n++)
            Assert.Equal(HttpStatusCode.SwitchingProtocols, await GatewaySystem.ConnectAsync(url, token));
        Assert.Equal(HttpStatusCode.Forbidden, await GatewaySystem.ConnectAsync(url, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await GatewaySystem.ConnectAsync(url, Forged(token)));
        Assert.Equal(3, await system.UsedAsync(token));
    }

    // A REST API lets callers choose the requestId. Whoever charged under it would let them call for free.
    [Fact]
    public async Task CallersOwnRequestId_IsPowerless()
    {
        var url = await system.AddGatewayAsync("request-ids", GatewayKinds.RestRequest);
        var token = system.TokenOf("clever", "IT");

        Assert.Equal([200, 200, 200, 403], await system.CallsAsync($"{url}/blog", token, 4, ("x-amzn-RequestId", "once-and-for-all")));
        Assert.Equal(3, await system.UsedAsync(token));
    }

    // The fields that say how much is left, on a yes and on a no, as README tells to map them.
    [Fact]
    public async Task QuotaInHeaders_ReachesTheClient()
    {
        var mappings = new Dictionary<string, string>
        {
            ["Gateway:Routes:0:ResponseParameters:method.response.header.RateLimit"] = "context.authorizer.rateLimit",
            ["Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.RateLimit"] = "context.authorizer.rateLimit",
            ["Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.RateLimit-Policy"] = "context.authorizer.rateLimitPolicy",
            ["Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.Retry-After"] = "context.authorizer.retryAfter",
        };
        var url = await system.AddGatewayAsync("headers", mappings);
        var token = system.TokenOf("headers", "IT");

        using var allowed = await system.SendAsync($"{url}/blog", token);
        await system.CallsAsync($"{url}/blog", token, 2);
        using var denied = await system.SendAsync($"{url}/blog", token);

        Assert.Matches(@"^daily;r=2;t=\d+$", Header(allowed, "RateLimit"));
        Assert.Matches(@"^daily;r=0;t=\d+$", Header(denied, "RateLimit"));
        Assert.Equal("daily;q=3;w=86400", Header(denied, "RateLimit-Policy"));
        Assert.Matches(@"^\d+$", Header(denied, "Retry-After"));
    }

    private static string Forged(string token) => token[..^6] + "AAAAAA";

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));
}
