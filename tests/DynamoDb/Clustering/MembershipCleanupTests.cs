using Orleans;
using Orleans.Runtime;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.Clustering;

/// <summary>Only rows of dead silos go, when nothing was heard of them since, and only as they were read.</summary>
public sealed class MembershipCleanupTests(SharedDynamoDb shared)
{
    private static readonly DateTime Cutoff = Cluster.Noon.AddHours(1);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(SiloStatus.Dead, -1, -1, null, true)]
    [InlineData(SiloStatus.Dead, -1, -1, -1, true)]
    [InlineData(SiloStatus.Dead, 0, -1, null, false)]
    [InlineData(SiloStatus.Dead, -1, 0, null, false)]
    [InlineData(SiloStatus.Dead, -1, -1, 0, false)]
    [InlineData(SiloStatus.Active, -100, -100, null, false)]
    [InlineData(SiloStatus.Joining, -100, -100, null, false)]
    [InlineData(SiloStatus.Stopping, -100, -100, null, false)]
    public async Task Row_GoesOnlyIfDeadAndOlder(SiloStatus status, int started, int alive, int? suspected, bool goes)
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        var silo = Cluster.Silo(1, status);
        (silo.StartTime, silo.IAmAliveTime) = (Cutoff.AddSeconds(started), Cutoff.AddSeconds(alive));
        if (suspected is { } vote)
            silo.AddSuspector(Cluster.Silo(2).SiloAddress, Cutoff.AddSeconds(vote));
        await cluster.InsertAsync(silo);

        await cluster.Table.CleanupDefunctSiloEntriesAsync(Cutoff, Cancellation);

        var after = await cluster.ReadAllAsync();
        Assert.Equal(goes ? 0 : 1, after.Members.Count);
        Assert.Equal(new TableVersion(1, "1"), after.Version);
    }

    [Fact]
    public async Task RowChangesMeanwhile_Stays()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        using var connection = DynamoDbConnection.Open(shared.Options(line.Url));
        var cluster = await new Cluster(shared, connection).InitializeAsync();
        var silo = Cluster.Silo(1, SiloStatus.Dead);
        await cluster.InsertAsync(silo);
        line.Next("DeleteItem", LineFault.Delay);

        var cleaning = cluster.Table.CleanupDefunctSiloEntriesAsync(Cutoff, Cancellation);
        while (!line.Requests.Any(request => request.Operation == "DeleteItem"))
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, Cancellation);
        silo.AddSuspector(Cluster.Silo(2).SiloAddress, Cutoff.AddSeconds(1));
        Assert.True(await cluster.Table.UpdateRowAsync(silo, "0", new TableVersion(2, "1"), Cancellation));
        line.LetThrough();
        await cleaning;

        Assert.Single((await cluster.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task ManyPages_AreCleanedReadAndDeletedWhole()
    {
        const int Silos = 30;
        var cluster = await new Cluster(shared, pageSize: 4).InitializeAsync();
        var neighbour = await new Cluster(shared).InitializeAsync();
        await neighbour.InsertAsync(Cluster.Silo(1, SiloStatus.Dead));
        for (var n = 1; n <= Silos; n++)
            Assert.True(await cluster.Table.InsertRowAsync(Cluster.Silo(n, n % 3 == 0 ? SiloStatus.Dead : SiloStatus.Active), new TableVersion(n, $"{n - 1}"), Cancellation));

        Assert.Equal(Silos, (await cluster.ReadAllAsync()).Members.Count);
        Assert.Equal(20, (await cluster.Gateways.GetGatewaysAsync(Cancellation)).Count);
        await cluster.Table.CleanupDefunctSiloEntriesAsync(Cutoff, Cancellation);
        Assert.Equal(20, (await cluster.ReadAllAsync()).Members.Count);
        await cluster.Table.DeleteMembershipTableEntriesAsync(cluster.Id, Cancellation);

        await Assert.ThrowsAsync<KeyNotFoundException>(cluster.ReadAllAsync);
        Assert.Empty(await cluster.Gateways.GetGatewaysAsync(Cancellation));
        Assert.Single((await neighbour.ReadAllAsync()).Members);
    }
}
