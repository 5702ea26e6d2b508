using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text.Json;
using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Tests.Tokens;

namespace Tollgate.EndToEnd.Tests;

/// <summary>The authorizer and the silo behind an API Gateway of every kind. Each kind has users of its own.</summary>
public sealed class GatewayShapesTests : IAsyncLifetime
{
    private const string Authorizer = "Gateway:Authorizer";

    // Beside GET /blog: a path that only Finance may call, and connecting to a WebSocket.
    private static readonly Dictionary<string, string> RoleMap = new()
    {
        ["RoleMap:Bootstrap:1:Resource"] = "/reports",
        ["RoleMap:Bootstrap:1:Method"] = "GET",
        ["RoleMap:Bootstrap:1:Roles"] = "Finance",
        ["RoleMap:Bootstrap:2:Resource"] = "/$connect",
        ["RoleMap:Bootstrap:2:Method"] = "CONNECT",
        ["RoleMap:Bootstrap:2:Roles"] = "IT",
    };

    private static readonly Dictionary<string, string> Routes = new() { ["Gateway:Routes:0:Path"] = "/blog", ["Gateway:Routes:1:Path"] = "/reports" };

    private static readonly Dictionary<string, Dictionary<string, string>> Shapes = new()
    {
        ["rest-token"] = [],
        ["rest-request"] = new() { [$"{Authorizer}:Type"] = "REQUEST" },
        ["http-1.0"] = new() { ["Gateway:ProtocolType"] = "HTTP", [$"{Authorizer}:AuthorizerPayloadFormatVersion"] = "1.0" },
        ["http-2.0"] = new() { ["Gateway:ProtocolType"] = "HTTP" },
        ["http-simple"] = new()
        {
            ["Gateway:ProtocolType"] = "HTTP",
            [$"{Authorizer}:EnableSimpleResponses"] = "true",
            ["Lambda:Environment:TOLLGATE_RESPONSE"] = "simple",
        },
    };

    private RunningSystem _system = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _system = await RunningSystem.StartAsync(dailyLimit: 3, silo: RoleMap);

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    [Fact]
    public async Task EveryShape_CountsAllowedCalls_AndRefusesTheRest()
    {
        foreach (var (shape, settings) in Shapes)
        {
            var url = await _system.Local.AddApiGatewayAsync(shape, settings.Concat(Routes).ToDictionary(), Cancellation);
            var token = _system.TokenOf(shape);
            var other = _system.Forge.Issue(new TokenSpec { Email = $"{shape}-sales@example.com", Departments = ["Sales"] });

            Assert.Equal(403, await CallAsync($"{url}/Dev/reports", token));
            Assert.Equal([200, 200, 200, 403], await CallsAsync($"{url}/Dev/blog", token, 4));
            Assert.Equal(403, await CallAsync($"{url}/Dev/blog", other));
            Assert.Equal(401, await CallAsync($"{url}/Dev/blog", token[..^6] + "AAAAAA"));
            Assert.Equal(401, await CallAsync($"{url}/Dev/blog", "not a token"));
            Assert.Equal((3, 0), (await UsedAsync(token), await UsedAsync(other)));
        }
    }

    [Fact]
    public async Task WebSocket_IsChargedPerConnection()
    {
        var url = await _system.Local.AddApiGatewayAsync(
            "websocket",
            new Dictionary<string, string>
            {
                ["Gateway:ProtocolType"] = "WEBSOCKET",
                [$"{Authorizer}:AuthorizerResultTtlInSeconds"] = "0",
                [$"{Authorizer}:IdentitySource"] = "route.request.querystring.token",
                ["Lambda:Environment:TOLLGATE_TOKEN_SOURCE"] = "querystring.token",
            },
            Cancellation);
        var token = _system.TokenOf("websocket");

        for (var n = 0; n < 3; n++)
            Assert.Equal(HttpStatusCode.SwitchingProtocols, await ConnectAsync(url, token));
        Assert.Equal(HttpStatusCode.Forbidden, await ConnectAsync(url, token));
        Assert.Equal(HttpStatusCode.Unauthorized, await ConnectAsync(url, token[..^6] + "AAAAAA"));
        Assert.Equal(3, await UsedAsync(token));
    }

    // A REST API lets callers choose the requestId. Whoever charged under it would let them call for free.
    [Fact]
    public async Task CallersOwnRequestId_IsPowerless()
    {
        var url = await _system.Local.AddApiGatewayAsync("request-ids", Shapes["rest-request"], Cancellation);
        var token = _system.TokenOf("clever");

        Assert.Equal([200, 200, 200, 403], await CallsAsync($"{url}/Dev/blog", token, 4, ("x-amzn-RequestId", "once-and-for-all")));
        Assert.Equal(3, await UsedAsync(token));
    }

    [Fact]
    public async Task CachedPolicy_LeavesCallsUncounted_AndDeniesOtherRoutes()
    {
        var cached = new Dictionary<string, string>(Routes) { [$"{Authorizer}:AuthorizerResultTtlInSeconds"] = "300" };
        var url = await _system.Local.AddApiGatewayAsync("cached", cached, Cancellation);
        var token = _system.Forge.Issue(new TokenSpec { Email = "cached@example.com", Departments = ["IT", "Finance"] });

        Assert.Equal(Enumerable.Repeat(200, 20), await CallsAsync($"{url}/Dev/blog", token, 20)); // of a limit of 3
        Assert.Equal(1, await UsedAsync(token));
        Assert.Equal(403, await CallAsync($"{url}/Dev/reports", token)); // which the caller may call
    }

    [Fact]
    public async Task CachedSimpleAnswer_GrantsOtherRoutes()
    {
        var cached = new Dictionary<string, string>(Shapes["http-simple"].Concat(Routes)) { [$"{Authorizer}:AuthorizerResultTtlInSeconds"] = "300" };
        var url = await _system.Local.AddApiGatewayAsync("cached-simple", cached, Cancellation);
        var token = _system.TokenOf("cached-simple");

        Assert.Equal(200, await CallAsync($"{url}/Dev/blog", token));
        Assert.Equal(200, await CallAsync($"{url}/Dev/reports", token)); // which the caller may not call
    }

    // The fields that say how much is left, on a yes and on a no, as README tells to map them.
    [Fact]
    public async Task QuotaInHeaders_ReachesTheClient()
    {
        var settings = new Dictionary<string, string>
        {
            ["Gateway:Routes:0:Path"] = "/blog",
            ["Gateway:Routes:0:ResponseParameters:method.response.header.RateLimit"] = "context.authorizer.rateLimit",
            ["Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.RateLimit"] = "context.authorizer.rateLimit",
            ["Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.RateLimit-Policy"] = "context.authorizer.rateLimitPolicy",
            ["Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.Retry-After"] = "context.authorizer.retryAfter",
        };
        var url = await _system.Local.AddApiGatewayAsync("headers", settings, Cancellation);
        var token = _system.TokenOf("headers");

        using var allowed = await SendAsync($"{url}/Dev/blog", token);
        await CallsAsync($"{url}/Dev/blog", token, 2);
        using var denied = await SendAsync($"{url}/Dev/blog", token);

        Assert.Matches(@"^daily;r=2;t=\d+$", Header(allowed, "RateLimit"));
        Assert.Matches(@"^daily;r=0;t=\d+$", Header(denied, "RateLimit"));
        Assert.Equal("daily;q=3;w=86400", Header(denied, "RateLimit-Policy"));
        Assert.Matches(@"^\d+$", Header(denied, "Retry-After"));
    }

    private static string Header(HttpResponseMessage answer, string name) => Assert.Single(answer.Headers.GetValues(name));

    private async Task<int> CallAsync(string url, string token, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(url, token, headers);
        return (int)response.StatusCode;
    }

    private async Task<IEnumerable<int>> CallsAsync(string url, string token, int count, params (string Name, string Value)[] headers)
    {
        var statuses = new List<int>();
        for (var n = 0; n < count; n++)
            statuses.Add(await CallAsync(url, token, headers));
        return statuses;
    }

    private async Task<HttpResponseMessage> SendAsync(string url, string token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Authorization", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _system.Local.Http.SendAsync(request, Cancellation);
    }

    private static async Task<HttpStatusCode> ConnectAsync(string url, string token)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        try
        {
            await socket.ConnectAsync(new Uri($"{url.Replace("http:", "ws:", StringComparison.Ordinal)}/Dev?token={token}"), Cancellation);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }

    private async Task<long> UsedAsync(string token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{_system.Local.SiloUrl}/v1/quota");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await _system.Local.Http.SendAsync(request, Cancellation);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("used").GetInt64();
    }
}
