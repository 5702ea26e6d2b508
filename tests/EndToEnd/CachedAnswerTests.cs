using Tollgate.EndToEnd.Tests.Fixtures;

namespace Tollgate.EndToEnd.Tests;

/// <summary>What an authorizer cache breaks, and why the authorizer's README says to turn it off. These tests show faults on purpose: the gateway's, not ours.</summary>
[Collection<GatewayTests>]
public sealed class CachedAnswerTests(GatewaySystem system)
{
    [Fact]
    public async Task CachedPolicy_LeavesCallsUncounted_AndDeniesOtherRoutes()
    {
        var url = await system.AddGatewayAsync("cached-policy", GatewayKinds.Cached);
        var token = system.TokenOf("cached-policy", "IT", "Finance");

        Assert.Equal(Enumerable.Repeat(200, 20), await system.CallsAsync($"{url}/blog", token, 20)); // of a limit of 3
        Assert.Equal(1, await system.UsedAsync(token));
        Assert.Equal(403, await system.CallAsync($"{url}/reports", token)); // which the caller may call
    }

    [Fact]
    public async Task CachedSimpleAnswer_GrantsOtherRoutes()
    {
        var url = await system.AddGatewayAsync("cached-simple", GatewayKinds.HttpSimple, GatewayKinds.Cached);
        var token = system.TokenOf("cached-simple", "IT");

        Assert.Equal(200, await system.CallAsync($"{url}/blog", token));
        Assert.Equal(200, await system.CallAsync($"{url}/reports", token)); // which the caller may not call
    }

    [Fact]
    public async Task CachedSimpleAnswer_UnderTheRouteToo_KeepsRoutesApart_AndStillDoesNotCount()
    {
        var byRoute = new Dictionary<string, string> { ["Gateway:Authorizer:IdentitySource"] = "$request.header.Authorization,$context.routeKey" };
        var url = await system.AddGatewayAsync("cached-by-route", GatewayKinds.HttpSimple, GatewayKinds.Cached, byRoute);
        var token = system.TokenOf("cached-by-route", "IT");

        Assert.Equal(Enumerable.Repeat(200, 5), await system.CallsAsync($"{url}/blog", token, 5)); // of a limit of 3
        Assert.Equal(403, await system.CallAsync($"{url}/reports", token));
        Assert.Equal(1, await system.UsedAsync(token));
    }

    [Fact]
    public async Task CachedDenial_OutlivesARaisedLimit()
    {
        var uncached = await system.AddGatewayAsync("not-cached", GatewayKinds.RestToken);
        var url = await system.AddGatewayAsync("cached-denial", GatewayKinds.Cached);
        var token = system.TokenOf("raised", "IT");
        await system.CallsAsync($"{uncached}/blog", token, 3);
        Assert.Equal(403, await system.CallAsync($"{url}/blog", token));

        await system.RaiseLimitAsync("raised", 10);

        Assert.Equal(403, await system.CallAsync($"{url}/blog", token));
        Assert.Equal(200, await system.CallAsync($"{uncached}/blog", token));
    }
}
