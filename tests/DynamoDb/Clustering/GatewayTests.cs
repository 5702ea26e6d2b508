using Orleans.Messaging;
using Orleans.Runtime;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.Clustering;

public sealed class GatewayTests(SharedDynamoDb shared)
{
    [Fact]
    public async Task Gateways_AreTheActiveSilosOfTheClusterThatListenForClients_FoundByQuery()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var cluster = await new Cluster(shared, connection).InitializeAsync();
        await cluster.InsertAsync(Cluster.Silo(1));
        await cluster.InsertAsync(Cluster.Silo(2, proxyPort: 0));
        await cluster.InsertAsync(Cluster.Silo(3, SiloStatus.Joining));
        await cluster.InsertAsync(Cluster.Silo(4, SiloStatus.Dead));
        await cluster.InsertAsync(Cluster.Silo(5, proxyPort: 30005));
        await (await new Cluster(shared).InitializeAsync()).InsertAsync(Cluster.Silo(6));
        line.Forget();

        IGatewayListProvider provider = cluster.Gateways;
        await provider.InitializeGatewayListProvider();
        Assert.Equal(
            ["gwy.tcp://10.0.0.1:30000/1700000001", "gwy.tcp://10.0.0.1:30005/1700000005"],
            (await provider.GetGateways()).Select(uri => uri.ToString()).Order(StringComparer.Ordinal));
        Assert.Equal(["DescribeTable", "Query"], line.Requests.Select(request => request.Operation));
        Assert.Equal(TimeSpan.FromMinutes(1), provider.MaxStaleness);
    }
}
