using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Tollgate.Gateways.Tests.Fixtures;

namespace Tollgate.Gateways.Tests;

/// <summary>What every gateway of docs/gateways must do with its sample as it is. One system serves all tests of a gateway; each has its own user.</summary>
public abstract class GatewayContract(GatewaySystem system)
{
    private GuardedApi Guarded => system.Guarded;

    [Fact]
    public async Task AllowedCall_ReachesTheApi_WhichKnowsWhoCalls()
    {
        var response = await CallAsync("alice", HttpMethod.Get, "/blog?page=2", ("X-Quota-Principal", "mallory@example.com"), ("X-Quota-Roles", "Admin"));

        var told = await JsonAsync(response, HttpStatusCode.OK);
        Assert.Equal("alice@example.com", told.GetProperty("principal").GetString());
        Assert.Equal("IT", told.GetProperty("roles").GetString());
        Assert.Equal($"\"daily\";q={GuardedApi.Limit};w=86400", Header(response, "RateLimit-Policy"));
        Assert.StartsWith("\"daily\";r=99;t=", Header(response, "RateLimit"), StringComparison.Ordinal);

        var posted = await JsonAsync(await CallAsync("alice", HttpMethod.Post, "/blog"), HttpStatusCode.OK);
        Assert.Equal(100_000, posted.GetProperty("bodyLength").GetInt32());
    }

    [Fact]
    public async Task RefusedCalls_DoNotReachTheApi()
    {
        var withoutToken = await Guarded.CallAsync(null, HttpMethod.Get, "/blog");
        var forged = await Guarded.CallAsync(Guarded.Token("refused")[..^8] + "AAAAAAAA", HttpMethod.Get, "/blog");
        var wrongRole = await CallAsync("refused", HttpMethod.Get, "/reports");
        var unmapped = await CallAsync("refused", HttpMethod.Get, "/nowhere");
        var twoReadings = await CallAsync("refused", HttpMethod.Get, "/x/%2e%2e%2fblog");

        Assert.Equal(HttpStatusCode.Unauthorized, withoutToken.StatusCode);
        Assert.StartsWith("Bearer", Header(withoutToken, "WWW-Authenticate"), StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.Unauthorized, forged.StatusCode);
        Assert.Equal("role-not-allowed", (await JsonAsync(wrongRole, HttpStatusCode.Forbidden)).GetProperty("reason").GetString());
        Assert.Equal("resource-unmapped", (await JsonAsync(unmapped, HttpStatusCode.Forbidden)).GetProperty("reason").GetString());
        Assert.Equal("invalid-path", (await JsonAsync(twoReadings, HttpStatusCode.UnprocessableEntity)).GetProperty("reason").GetString());
        Assert.Equal(0, Guarded.Api.ReachedBy("refused") + Guarded.Api.ReachedBy(""));
    }

    [Theory]
    [InlineData("X-Original-URI")]
    [InlineData("X-Forwarded-Uri")]
    [InlineData("X-Original-URI", "X-Original-Method")]
    [InlineData("X-Forwarded-Uri", "X-Forwarded-Method")]
    [InlineData("X-Original-URI", "X-Original-Method", "X-Forwarded-Uri", "X-Forwarded-Method")]
    [InlineData("X-Original-URI", "X-Forwarded-Method", "X-Rewrite-URL", "X-Forwarded-Prefix")]
    public async Task SpoofedForwardingHeaders_ArePowerless(params string[] names)
    {
        var spoofed = names.Select(name => (name, name.EndsWith("Method", StringComparison.Ordinal) ? "GET" : "/blog")).ToArray();

        Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync("mallory", HttpMethod.Get, "/reports", spoofed)).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CallAsync("mallory", HttpMethod.Post, "/reports", spoofed)).StatusCode);
        Assert.Equal(0, Guarded.Api.ReachedBy("mallory"));

        // And they do not hurt who sends them without malice.
        Assert.Equal(HttpStatusCode.OK, (await CallAsync("innocent", HttpMethod.Get, "/blog", [.. names.Select(name => (name, "/reports"))])).StatusCode);
    }

    [Fact]
    public async Task OneRequestId_AHundredTimes_IsAHundredCharges_ThenThe429SaysWhen()
    {
        (string, string)[] ids = [("X-Request-Id", "one"), ("X-Correlation-Id", "one"), ("X-Amzn-Trace-Id", "Root=1-one"), ("Idempotency-Key", "one")];
        for (var i = 0; i < GuardedApi.Limit; i++)
            Assert.Equal(HttpStatusCode.OK, (await CallAsync("retrier", HttpMethod.Get, "/blog", ids)).StatusCode);

        var response = await CallAsync("retrier", HttpMethod.Get, "/blog", ids);

        var problem = await JsonAsync(response, HttpStatusCode.TooManyRequests);
        Assert.Equal("quota-exhausted", problem.GetProperty("reason").GetString());
        Assert.NotEmpty(problem.GetProperty("decisionId").GetString()!);
        Assert.StartsWith("\"daily\";r=0;t=", Header(response, "RateLimit"), StringComparison.Ordinal);
        Assert.Equal($"\"daily\";q={GuardedApi.Limit};w=86400", Header(response, "RateLimit-Policy"));
        Assert.InRange(long.Parse(Header(response, "Retry-After"), null), 0, 86_400);
        Assert.Equal("no-store", Header(response, "Cache-Control"));
        Assert.Equal(GuardedApi.Limit, Guarded.Api.ReachedBy("retrier"));

        Assert.Equal(HttpStatusCode.OK, (await CallAsync("bob", HttpMethod.Get, "/blog")).StatusCode);
    }

    [Fact]
    public async Task SiloDown_NothingGoesThrough()
    {
        await using var guarded = await GuardedApi.StartAsync(system.Gateway);
        var token = guarded.Token("alice");
        Assert.Equal(HttpStatusCode.OK, (await guarded.CallAsync(token, HttpMethod.Get, "/blog")).StatusCode);
        await guarded.KillSiloAsync();

        var response = await guarded.CallAsync(token, HttpMethod.Get, "/blog");

        Assert.InRange((int)response.StatusCode, 500, 599);
        Assert.Equal(1, guarded.Api.ReachedBy("alice"));
    }

    private Task<HttpResponseMessage> CallAsync(string user, HttpMethod method, string path, params (string, string)[] headers) =>
        Guarded.CallAsync(Guarded.Token(user), method, path, headers);

    private static async Task<JsonElement> JsonAsync(HttpResponseMessage response, HttpStatusCode status)
    {
        var body = await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);
        Assert.True(status == response.StatusCode, $"{response.StatusCode}: {body}");
        return JsonSerializer.Deserialize<JsonElement>(body);
    }

    private static string Header(HttpResponseMessage response, string name) => string.Join(", ", response.Headers.TryGetValues(name, out var values) ? values : []);
}

public sealed class NginxTests(NginxSystem system) : GatewayContract(system), IClassFixture<NginxSystem>;

public sealed class CaddyTests(CaddySystem system) : GatewayContract(system), IClassFixture<CaddySystem>;

public sealed class HAProxyTests(HAProxySystem system) : GatewayContract(system), IClassFixture<HAProxySystem>;
