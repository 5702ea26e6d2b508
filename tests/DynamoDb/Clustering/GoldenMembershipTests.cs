using System.Net;
using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Runtime;
using Tollgate.DynamoDb.Clustering;
using Tollgate.DynamoDb.Line;
using Tollgate.DynamoDb.Tests.Fixtures;

namespace Tollgate.DynamoDb.Tests.Clustering;

/// <summary>Key, attributes, types, dates and conditions of the official provider: a silo that uses it reads what we write, and we what it writes.</summary>
public sealed class GoldenMembershipTests(SharedDynamoDb shared) : IAsyncLifetime
{
    private FaultyLine _line = null!;
    private DynamoDbConnection _connection = null!;

    private DynamoDbMembershipTable Table => new Cluster(shared, _connection) { Id = "golden" }.Table;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        _line = await FaultyLine.StartAsync(shared.Url);
        _connection = DynamoDbConnection.Open(shared.Options(_line.Url));
        await shared.Connection.Retrying.DeleteItemAsync(shared.Tables.Silos.Name, VersionItem.Key("golden"), Cancellation);
        await shared.Connection.Retrying.DeleteItemAsync(shared.Tables.Silos.Name, SiloItem.Key("golden", Joining().SiloAddress), Cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        _connection.Dispose();
        await _line.DisposeAsync();
    }

    [Fact]
    public Task Initialize_IsTheGoldenOne() => AssertAsync("membership-initialize", () => Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation));

    [Fact]
    public Task Insert_IsTheGoldenOne() => AssertAsync("membership-insert", () => Table.InsertRowAsync(Joining(), new TableVersion(8, "7"), Cancellation));

    [Fact]
    public Task Update_IsTheGoldenOne() => AssertAsync("membership-update", () => Table.UpdateRowAsync(Dead(), "3", new TableVersion(10, "9"), Cancellation));

    [Fact]
    public async Task Heartbeat_IsTheGoldenOne()
    {
        await PutAsync(SiloItem.Write("golden", Joining(), 8, 0));
        var beat = new MembershipEntry { SiloAddress = Joining().SiloAddress, IAmAliveTime = Joining().IAmAliveTime.AddSeconds(30) };
        await AssertAsync("membership-heartbeat", () => Table.UpdateIAmAliveAsync(beat, Cancellation));
    }

    [Fact]
    public Task ReadRow_IsTheGoldenOne() => AssertAsync("membership-read-row", () => Table.ReadRowAsync(Joining().SiloAddress, Cancellation));

    [Fact]
    public async Task ReadAll_IsTheGoldenOne()
    {
        await PutAsync(VersionItem.Initial("golden"));
        await AssertAsync("membership-read-all", () => Table.ReadAllAsync(Cancellation));
    }

    [Fact]
    public Task Gateways_AreTheGoldenOne() =>
        AssertAsync("gateways", () => new Cluster(shared, _connection) { Id = "golden" }.Gateways.GetGatewaysAsync(Cancellation));

    [Fact]
    public async Task Cleanup_IsTheGoldenOne()
    {
        await PutAsync(SiloItem.Write("golden", Dead(), 10, 4));
        await AssertAsync("membership-cleanup", () => Table.CleanupDefunctSiloEntriesAsync(Cluster.Noon.AddYears(1), Cancellation));
    }

    // As the official provider writes them: its version row has a silo's numbers too, and it writes no empty texts.
    [Fact]
    public async Task RowsOfTheOfficialProvider_AreRead()
    {
        await PutAsync(VersionItem.Initial("golden"));
        await PutAsync(new()
        {
            ["DeploymentId"] = new("golden"), ["SiloIdentity"] = new("10.0.0.7-11111-1700000000"), ["Address"] = new("10.0.0.7"),
            ["Port"] = new() { N = "11111" }, ["Generation"] = new() { N = "1700000000" }, ["SiloStatus"] = new() { N = "3" }, ["ProxyPort"] = new() { N = "30000" },
            ["HostName"] = new("ip-10-0-0-7"), ["SiloName"] = new("Silo_a1"),
            ["SuspectingSilos"] = new("10.0.0.8:11111@1700000001"), ["SuspectingTimes"] = new("2026-11-22 12:05:00.000 GMT"),
            ["StartTime"] = new("2026-11-22 12:00:00.000 GMT"), ["IAmAliveTime"] = new("2026-11-22 12:00:01.250 GMT"),
            ["MembershipVersion"] = new() { N = "0" }, ["ETag"] = new() { N = "17" },
        });

        var (silo, etag) = Assert.Single((await Table.ReadAllAsync(Cancellation)).Members);

        var expected = Joining();
        expected.Status = SiloStatus.Active;
        expected.AddSuspector(SiloAddress.New(IPAddress.Parse("10.0.0.8"), 11111, 1_700_000_001), Cluster.Noon.AddMinutes(5));
        MembershipTableTests.AssertSame(expected, silo);
        Assert.Equal("17", etag);
        Assert.Equal(DateTimeKind.Utc, silo.IAmAliveTime.Kind);
    }

    [Theory]
    [InlineData("Address", "nowhere")]
    [InlineData("IAmAliveTime", "22.11.2026 12:00")]
    [InlineData("SuspectingTimes", "2026-11-22 12:05:00.000 GMT")]
    [InlineData("ETag", null)]
    public async Task RowIsNoSilos_NothingOfTheMembershipIsBelieved(string attribute, string? text)
    {
        await PutAsync(VersionItem.Initial("golden"));
        var item = SiloItem.Write("golden", Joining(), 1, 0);
        item.Remove(attribute);
        if (text is not null)
            item[attribute] = new(text);
        await PutAsync(item);
        await Assert.ThrowsAsync<FormatException>(() => Table.ReadAllAsync(Cancellation));
    }

    private static MembershipEntry Joining() => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse("10.0.0.7"), 11111, 1_700_000_000),
        Status = SiloStatus.Joining,
        ProxyPort = 30000,
        HostName = "ip-10-0-0-7",
        SiloName = "Silo_a1",
        StartTime = Cluster.Noon,
        IAmAliveTime = Cluster.Noon.AddMilliseconds(1250),
    };

    private static MembershipEntry Dead()
    {
        var silo = Joining();
        silo.Status = SiloStatus.Dead;
        silo.AddSuspector(SiloAddress.New(IPAddress.Parse("10.0.0.8"), 11111, 1_700_000_001), Cluster.Noon.AddMinutes(5));
        silo.AddSuspector(SiloAddress.New(IPAddress.Parse("10.0.0.9"), 11111, 1_700_000_002), Cluster.Noon.AddMinutes(5).AddMilliseconds(7));
        return silo;
    }

    private Task PutAsync(Dictionary<string, AttributeValue> item) => shared.Connection.Retrying.PutItemAsync(shared.Tables.Silos.Name, item, Cancellation);

    // What the table is looked at for at first is no part of it.
    private async Task AssertAsync(string name, Func<Task> operation)
    {
        _line.Forget();
        await operation();
        _line.AssertGolden(name, except: "DescribeTable");
    }
}
