using Tollgate.Cluster.Tests.Fixtures;

namespace Tollgate.Cluster.Tests;

/// <summary>A deployment: each silo is stopped in order and started anew while calls go on. Every call is answered, and none is lost.</summary>
public sealed class RollingRestartTests(SharedDynamoDb shared)
{
    private const int Limit = 150;

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Quota:DecisionTimeoutMs"] = "1500",
        ["Http:DrainSeconds"] = "1",
    };

    [Fact]
    public async Task EverySiloIsRestartedUnderLoad_EveryCallIsAnswered()
    {
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit) { Settings = Settings });
        var users = Enumerable.Range(1, 30).Select(n => $"user{n}").ToList();
        var load = ClusterLoad.Start(cluster, users, TimeSpan.FromMilliseconds(100));
        await load.UntilDecidedAsync(300);

        foreach (var silo in cluster.Silos)
        {
            Assert.Equal(0, await silo.StopAsync());
            await load.UntilDecidedAsync(50);
            await silo.StartAsync(TestContext.Current.CancellationToken);
            await load.UntilDecidedAsync(100);
        }

        var calls = await load.EndAsync();
        Assert.All(calls, call => Assert.NotNull(call.Sent.Answer));
        Assert.True(calls.Count(call => call.IsDecision) > 0.9 * calls.Count, load.Summary());
        await cluster.AssertExactAsync(calls.Select(call => call.Sent));
        await cluster.AssertGoesOnAsync(users[0]);
        await SiloCommand.AssertVerifiedAsync(shared.Url, cluster.Setup.TablePrefix);
    }
}
