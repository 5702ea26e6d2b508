using Orleans.Runtime;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.Clustering;

/// <summary>The runtime itself on this membership: silos join, leave and come, and a client finds them.</summary>
public sealed class OrleansClusterTests(SharedDynamoDb shared)
{
    [Fact]
    public async Task Silos_JoinLeaveAndCome_AndEachSeesIt()
    {
        await using var cluster = new OrleansCluster(shared);
        var first = await cluster.StartSiloAsync();
        await cluster.StartSiloAsync();
        await cluster.StartClientAsync();
        await cluster.UntilActiveAsync(2);
        Assert.Equal(2, await CountAsync(cluster, onlyActive: true));

        await cluster.StartSiloAsync();
        await cluster.UntilActiveAsync(3);
        await cluster.StopSiloAsync(first);
        await cluster.UntilActiveAsync(2);

        Assert.Equal(3, await CountAsync(cluster, onlyActive: false));
        var table = await new Cluster(shared) { Id = cluster.Id }.ReadAllAsync();
        Assert.Equal(
            [SiloStatus.Active, SiloStatus.Active, SiloStatus.Dead],
            table.Members.Select(row => row.Item1.Status).Order());
    }

    private static async Task<int> CountAsync(OrleansCluster cluster, bool onlyActive) =>
        (await cluster.Client.GetGrain<IManagementGrain>(0).GetHosts(onlyActive, TestContext.Current.CancellationToken)).Count;
}
