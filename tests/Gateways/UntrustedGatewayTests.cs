using System.Net;
using Tollgate.Gateways.Tests.Fixtures;

namespace Tollgate.Gateways.Tests;

public sealed class UntrustedGatewayTests
{
    [Fact]
    public async Task GatewayThatTheSiloDoesNotTrust_GetsNothingThrough()
    {
        await using var guarded = await GuardedApi.StartAsync(Gateway.Nginx, trusted: "10.0.0.0/8");

        var response = await guarded.CallAsync(guarded.Token("alice"), HttpMethod.Get, "/blog");

        Assert.Equal(HttpStatusCode.Forbidden, response.StatusCode);
        Assert.Contains("untrusted-proxy", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.Equal(0, guarded.Api.ReachedBy("alice"));
    }
}
