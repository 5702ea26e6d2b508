using System.Net;
using Microsoft.Extensions.Time.Testing;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Authorizers.Policies;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

/// <summary>What a cached result does to calls that were never asked about. API Gateway caches for five minutes unless it is told not to.</summary>
public sealed class CachingTests
{
    private static readonly string[] TwoRoutes =
    [
        "--Gateway:Authorizer:AuthorizerResultTtlInSeconds=300", "--Lambda:Concurrency=1",
        "--Gateway:Routes:0:Path=/blog", "--Gateway:Routes:1:Path=/admin",
    ];

    [Fact]
    public async Task Calls_WithACachedAllow_AreNotCounted()
    {
        await using var gateway = await RunningGateway.StartAsync(TwoRoutes);
        for (var n = 0; n < 10; n++)
            Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/Dev/blog", "allow")).StatusCode);

        Assert.Equal("2", await gateway.AskAsync("count")); // the first of the ten, and this one
    }

    [Fact]
    public async Task OtherRoute_WithACachedPolicyOfOneMethod_IsDenied()
    {
        await using var gateway = await RunningGateway.StartAsync(TwoRoutes);
        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/Dev/blog", "allow")).StatusCode);

        Assert.Equal(HttpStatusCode.Forbidden, (await gateway.GetAsync("/Dev/admin", "allow")).StatusCode);
    }

    [Fact]
    public async Task OtherRoute_WithACachedPolicyOfEverything_IsGrantedUnasked()
    {
        await using var gateway = await RunningGateway.StartAsync(TwoRoutes);
        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/Dev/blog", "allow-all")).StatusCode);

        Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/Dev/admin", "allow-all")).StatusCode);
        Assert.Equal("2", await gateway.AskAsync("count"));
    }

    [Fact]
    public async Task Errors_AreNotCached()
    {
        await using var gateway = await RunningGateway.StartAsync(TwoRoutes);
        for (var n = 0; n < 3; n++)
            Assert.Equal(HttpStatusCode.Unauthorized, (await gateway.GetAsync("/Dev/blog", "error:Unauthorized")).StatusCode);

        Assert.Equal("4", await gateway.AskAsync("count"));
    }

    [Fact]
    public void Results_AreKeptForTheirTime_DenialsToo()
    {
        var time = new FakeTimeProvider();
        var cache = new ResultCache(AuthorizerSettings.Of(new() { AuthorizerResultTtlInSeconds = 60 }, ProtocolType.Rest), time);
        var denial = new PolicyOutput("alice", new Policy([]), new Dictionary<string, string>());
        cache.Add(["token"], denial);

        time.Advance(TimeSpan.FromSeconds(59.9));
        Assert.Same(denial, cache.Find(["token"]));
        Assert.Null(cache.Find(["other"]));
        time.Advance(TimeSpan.FromSeconds(0.1));
        Assert.Null(cache.Find(["token"]));
    }

    [Fact]
    public void Nothing_IsKept_WithCachingOff()
    {
        var cache = new ResultCache(AuthorizerSettings.Of(new() { AuthorizerResultTtlInSeconds = 0 }, ProtocolType.Rest), TimeProvider.System);
        cache.Add(["token"], new PolicyOutput("alice", new Policy([]), new Dictionary<string, string>()));

        Assert.Null(cache.Find(["token"]));
    }
}
