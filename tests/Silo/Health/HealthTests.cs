using System.Net;

namespace Tollgate.Silo.Tests.Health;

public sealed class HealthTests
{
    [Fact]
    public async Task RunningSilo_IsLiveAndReady_WithoutAToken()
    {
        await using var silo = await RunningSilo.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await silo.Http.GetAsync("/health/live", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(HttpStatusCode.OK, (await silo.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task StoreFails_ReadinessDoesNotAskIt()
    {
        await using var silo = await RunningSilo.StartAsync();
        silo.Store.FailReads = true;
        var reads = silo.Store.Reads;

        Assert.Equal(HttpStatusCode.OK, (await silo.Http.GetAsync("/health/ready", TestContext.Current.CancellationToken)).StatusCode);
        Assert.Equal(reads, silo.Store.Reads);
    }
}
