using System.Net;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.Clustering;

/// <summary>The contract of <see cref="IMembershipTable"/> in Orleans 10.4.2, sentence by sentence.</summary>
public sealed class MembershipTableTests(SharedDynamoDb shared)
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Initialize_ByManySilosAtOnce_MakesVersionZeroOnce()
    {
        var cluster = new Cluster(shared);
        await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => cluster.InitializeAsync()));
        await cluster.InsertAsync(Cluster.Silo(1));
        await cluster.InitializeAsync();

        var data = await cluster.ReadAllAsync();
        Assert.Equal(new TableVersion(1, "1"), data.Version);
        Assert.Single(data.Members);
    }

    [Fact]
    public async Task Initialize_WithoutAVersionWanted_MakesNone()
    {
        var cluster = new Cluster(shared);
        await cluster.Table.InitializeMembershipTableAsync(tryInitTableVersion: false, Cancellation);
        await Assert.ThrowsAsync<KeyNotFoundException>(cluster.ReadAllAsync);
    }

    [Fact]
    public async Task Insert_AtTheCurrentVersion_AddsTheRowAndMovesTheVersion()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        var silo = Cluster.Silo(1);
        silo.AddSuspector(Cluster.Silo(2).SiloAddress, Cluster.Noon.AddSeconds(1.5));

        Assert.True(await cluster.Table.InsertRowAsync(silo, new TableVersion(1, "0"), Cancellation));

        var data = await cluster.ReadAllAsync();
        Assert.Equal(new TableVersion(1, "1"), data.Version);
        AssertSame(silo, Assert.Single(data.Members).Item1);
    }

    [Fact]
    public async Task Insert_RowIsThere_IsRefusedAndChangesNothing()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        await cluster.InsertAsync(Cluster.Silo(1));

        Assert.False(await cluster.Table.InsertRowAsync(Cluster.Silo(1, SiloStatus.Dead), new TableVersion(2, "1"), Cancellation));

        var data = await cluster.ReadAllAsync();
        Assert.Equal(new TableVersion(1, "1"), data.Version);
        AssertSame(Cluster.Silo(1), Assert.Single(data.Members).Item1);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("2")]
    [InlineData("")]
    [InlineData("1.0")]
    [InlineData("nonsense")]
    public async Task WriteAtAnotherVersion_IsRefusedAndChangesNothing(string etag)
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        await cluster.InsertAsync(Cluster.Silo(1));

        Assert.False(await cluster.Table.InsertRowAsync(Cluster.Silo(2), new TableVersion(2, etag), Cancellation));
        Assert.False(await cluster.Table.UpdateRowAsync(Cluster.Silo(1, SiloStatus.Dead), "0", new TableVersion(2, etag), Cancellation));

        var data = await cluster.ReadAllAsync();
        Assert.Equal(new TableVersion(1, "1"), data.Version);
        AssertSame(Cluster.Silo(1), Assert.Single(data.Members).Item1);
    }

    [Fact]
    public async Task Update_ReplacesTheWholeRow()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        var silo = Cluster.Silo(1);
        silo.AddSuspector(Cluster.Silo(2).SiloAddress, Cluster.Noon);
        await cluster.InsertAsync(silo);
        silo.SuspectTimes = null;
        silo.Status = SiloStatus.Dead;
        silo.HostName = "";

        Assert.True(await cluster.Table.UpdateRowAsync(silo, "0", new TableVersion(2, "1"), Cancellation));

        var (row, etag) = Assert.Single((await cluster.ReadAllAsync()).Members);
        Assert.Equal("1", etag);
        Assert.Equal(SiloStatus.Dead, row.Status);
        Assert.Empty(row.SuspectTimes ?? []);
        Assert.Null(row.HostName);
    }

    [Theory]
    [InlineData("1")]
    [InlineData("")]
    [InlineData("nonsense")]
    public async Task Update_RowHasAnotherETag_IsRefused(string etag)
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        await cluster.InsertAsync(Cluster.Silo(1));
        Assert.False(await cluster.Table.UpdateRowAsync(Cluster.Silo(1, SiloStatus.Dead), etag, new TableVersion(2, "1"), Cancellation));
        Assert.Equal(new TableVersion(1, "1"), (await cluster.ReadAllAsync()).Version);
    }

    [Fact]
    public async Task Update_RowIsMissing_IsRefused()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        Assert.False(await cluster.Table.UpdateRowAsync(Cluster.Silo(1), "0", new TableVersion(1, "0"), Cancellation));
        Assert.Empty((await cluster.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task Heartbeat_ChangesOneColumn_AndLeavesWhatWasReadUsable()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        var silo = Cluster.Silo(1);
        await cluster.InsertAsync(silo);
        var (row, etag) = Assert.Single((await cluster.ReadAllAsync()).Members);
        var beat = new MembershipEntry { SiloAddress = silo.SiloAddress, IAmAliveTime = Cluster.Noon.AddMinutes(1) };

        await cluster.Table.UpdateIAmAliveAsync(beat, Cancellation);

        var after = await cluster.ReadAllAsync();
        silo.IAmAliveTime = beat.IAmAliveTime;
        AssertSame(silo, Assert.Single(after.Members).Item1);
        Assert.Equal(etag, after.Members[0].Item2);
        Assert.Equal(new TableVersion(1, "1"), after.Version);
        Assert.True(await cluster.Table.UpdateRowAsync(row, etag, new TableVersion(2, "1"), Cancellation));
    }

    [Fact]
    public async Task Heartbeat_RowIsMissing_IsAFault()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        await Assert.ThrowsAsync<ConditionalCheckFailedException>(() => cluster.Table.UpdateIAmAliveAsync(Cluster.Silo(1), Cancellation));
        Assert.Empty((await cluster.ReadAllAsync()).Members);
    }

    [Fact]
    public async Task ReadRow_GivesTheSiloAndTheVersion_OrTheVersionAlone()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        await cluster.InsertAsync(Cluster.Silo(1));
        await cluster.InsertAsync(Cluster.Silo(2));

        var found = await cluster.Table.ReadRowAsync(Cluster.Silo(2).SiloAddress, Cancellation);
        AssertSame(Cluster.Silo(2), Assert.Single(found.Members).Item1);
        Assert.Equal(new TableVersion(2, "2"), found.Version);

        var missing = await cluster.Table.ReadRowAsync(Cluster.Silo(3).SiloAddress, Cancellation);
        Assert.Empty(missing.Members);
        Assert.Equal(new TableVersion(2, "2"), missing.Version);
    }

    [Fact]
    public async Task VersionAndETag_AreIndependent()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        Assert.True(await cluster.Table.InsertRowAsync(Cluster.Silo(1), new TableVersion(41, "0"), Cancellation));
        Assert.Equal(new TableVersion(41, "1"), (await cluster.ReadAllAsync()).Version);
    }

    [Fact]
    public async Task AddressOfVersionSix_IsKept()
    {
        var cluster = await new Cluster(shared).InitializeAsync();
        var silo = Cluster.Silo(1);
        silo.SiloAddress = SiloAddress.New(IPAddress.Parse("fe80::1:2"), 11111, 5);
        silo.AddSuspector(SiloAddress.New(IPAddress.IPv6Loopback, 1, 2), Cluster.Noon);
        await cluster.InsertAsync(silo);
        AssertSame(silo, Assert.Single((await cluster.ReadAllAsync()).Members).Item1);
    }

    [Fact]
    public async Task TokenlessMethods_DoTheSame()
    {
        IMembershipTable table = new Cluster(shared).Table;
#pragma warning disable CS0618 // older callers use them
        await table.InitializeMembershipTable(true);
        Assert.True(await table.InsertRow(Cluster.Silo(1), new TableVersion(1, "0")));
        Assert.True(await table.UpdateRow(Cluster.Silo(1, SiloStatus.Dead), "0", new TableVersion(2, "1")));
        await table.UpdateIAmAlive(Cluster.Silo(1));
        Assert.Single((await table.ReadRow(Cluster.Silo(1).SiloAddress)).Members);
        await table.CleanupDefunctSiloEntries(Cluster.Noon.AddYears(1));
        Assert.Empty((await table.ReadAll()).Members);
        var id = await new Cluster(shared).InitializeAsync();
        await table.DeleteMembershipTableEntries(id.Id);
#pragma warning restore CS0618
        await Assert.ThrowsAsync<KeyNotFoundException>(id.ReadAllAsync);
    }

    internal static void AssertSame(MembershipEntry expected, MembershipEntry actual) => Assert.Equal(Describe(expected), Describe(actual));

    private static string Describe(MembershipEntry silo) =>
        $"{silo.SiloAddress.ToParsableString()} {silo.Status} {silo.ProxyPort} {silo.HostName} {silo.SiloName} {silo.StartTime:O} {silo.IAmAliveTime:O} "
        + string.Join(' ', (silo.SuspectTimes ?? []).Select(vote => $"{vote.Item1.ToParsableString()} {vote.Item2:O}"));
}
