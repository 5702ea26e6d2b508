using System.Net;
using System.Net.Http.Json;
using System.Net.WebSockets;
using System.Text;
using System.Text.Json;
using Tollgate.Tests.Calls;
using Tollgate.Tests.Tokens;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>
/// One silo for all tests of gateways, three calls a day each. Beside <c>GET /blog</c> there are <c>GET /reports</c>, which only Finance may call, and
/// WebSocket connects for IT. Every test starts a gateway of its own and has users of its own.
/// </summary>
public sealed class GatewaySystem : IAsyncLifetime
{
    public const int DailyLimit = 3;

    private static readonly Dictionary<string, string> RoleMap = new()
    {
        ["RoleMap:Bootstrap:1:Resource"] = "/reports",
        ["RoleMap:Bootstrap:1:Method"] = "GET",
        ["RoleMap:Bootstrap:1:Roles"] = "Finance",
        ["RoleMap:Bootstrap:2:Resource"] = "/$connect",
        ["RoleMap:Bootstrap:2:Method"] = "CONNECT",
        ["RoleMap:Bootstrap:2:Roles"] = "IT",
    };

    private RunningSystem _system = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _system = await RunningSystem.StartAsync(DailyLimit, silo: RoleMap);

    public ValueTask DisposeAsync() => _system.DisposeAsync();

    /// <summary>Starts a gateway with the routes <c>/blog</c> and <c>/reports</c>.</summary>
    /// <returns>The URL of its stage.</returns>
    public async Task<string> AddGatewayAsync(string name, params IEnumerable<KeyValuePair<string, string>>[] settings)
    {
        await Midnight.KeepAwayAsync(Cancellation);
        var all = new Dictionary<string, string>();
        foreach (var (key, value) in settings.SelectMany(some => some))
            all[key] = value;
        if (all.GetValueOrDefault("Gateway:ProtocolType") != "WEBSOCKET")
            (all["Gateway:Routes:0:Path"], all["Gateway:Routes:1:Path"]) = ("/blog", "/reports");
        return $"{await _system.Local.AddApiGatewayAsync(name, all, Cancellation)}/Dev";
    }

    public string TokenOf(string user, params string[] departments) =>
        _system.Forge.Issue(new TokenSpec { Email = RunningSystem.Principal(user), Departments = departments });

    public async Task<int> CallAsync(string url, string token, params (string Name, string Value)[] headers)
    {
        using var response = await SendAsync(url, token, headers);
        return (int)response.StatusCode;
    }

    public async Task<IEnumerable<int>> CallsAsync(string url, string token, int count, params (string Name, string Value)[] headers)
    {
        var statuses = new List<int>();
        for (var n = 0; n < count; n++)
            statuses.Add(await CallAsync(url, token, headers));
        return statuses;
    }

    public async Task<HttpResponseMessage> SendAsync(string url, string token, params (string Name, string Value)[] headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, url);
        request.Headers.TryAddWithoutValidation("Authorization", token);
        foreach (var (name, value) in headers)
            request.Headers.TryAddWithoutValidation(name, value);
        return await _system.Local.Http.SendAsync(request, Cancellation);
    }

    /// <summary>The status of a WebSocket's handshake, with the token in the query as browsers send it.</summary>
    public static async Task<HttpStatusCode> ConnectAsync(string url, string token)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        try
        {
            await socket.ConnectAsync(new Uri($"{url.Replace("http:", "ws:", StringComparison.Ordinal)}?token={token}"), Cancellation);
        }
        catch (WebSocketException)
        {
            // The status says why.
        }

        return socket.HttpStatusCode;
    }

    public async Task<long> UsedAsync(string token)
    {
        using var response = await SendAsync($"{_system.Local.SiloUrl}/v1/quota", $"Bearer {token}");
        return (await response.Content.ReadFromJsonAsync<JsonElement>(Cancellation)).GetProperty("used").GetInt64();
    }

    public async Task RaiseLimitAsync(string user, int limit)
    {
        var admin = _system.Forge.Issue(new TokenSpec { Email = "admin@example.com", Groups = ["tollgate-admins"] });
        using var request = new HttpRequestMessage(HttpMethod.Put, $"{_system.Local.SiloUrl}/v1/admin/quotas/limit?principal={RunningSystem.Principal(user)}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {admin}");
        request.Content = new StringContent(JsonSerializer.Serialize(new { limit, reason = "a test" }), Encoding.UTF8, "application/json");
        using var response = await _system.Local.Http.SendAsync(request, Cancellation);
        response.EnsureSuccessStatusCode();
    }
}

[CollectionDefinition]
public sealed class GatewayTests : ICollectionFixture<GatewaySystem>;
