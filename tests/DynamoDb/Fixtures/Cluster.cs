using System.Net;
using Orleans;
using Orleans.Runtime;
using Tollgate.DynamoDb.Clustering;

namespace Tollgate.DynamoDb.Tests.Fixtures;

/// <summary>The membership of one cluster of its own in the shared table.</summary>
internal sealed class Cluster(SharedDynamoDb shared, DynamoDbConnection? connection = null, int? pageSize = null)
{
    public static readonly DateTime Noon = new(2026, 11, 22, 12, 0, 0, DateTimeKind.Utc);

    public string Id { get; init; } = $"cluster-{Guid.NewGuid():N}";

    public DynamoDbMembershipTable Table => new(
        connection ?? shared.Connection, SharedDynamoDb.Setup(connection ?? shared.Connection), shared.Tables.Silos, Id, TimeProvider.System, pageSize);

    public DynamoDbGatewayListProvider Gateways => new(
        connection ?? shared.Connection, SharedDynamoDb.Setup(connection ?? shared.Connection), shared.Tables.Silos, Id, TimeSpan.FromMinutes(1), pageSize);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async Task<Cluster> InitializeAsync()
    {
        await Table.InitializeMembershipTableAsync(tryInitTableVersion: true, Cancellation);
        return this;
    }

    public Task<MembershipTableData> ReadAllAsync() => Table.ReadAllAsync(Cancellation);

    /// <summary>Inserts, whatever the version is now.</summary>
    public async Task InsertAsync(MembershipEntry silo)
    {
        while (!await Table.InsertRowAsync(silo, (await ReadAllAsync()).Version.Next(), Cancellation))
        {
            // somebody else was faster
        }
    }

    public static MembershipEntry Silo(int number, SiloStatus status = SiloStatus.Active, int proxyPort = 30000) => new()
    {
        SiloAddress = SiloAddress.New(IPAddress.Parse("10.0.0.1"), 11000 + number, 1_700_000_000 + number),
        Status = status,
        ProxyPort = proxyPort,
        HostName = $"host-{number}",
        SiloName = $"silo-{number}",
        StartTime = Noon,
        IAmAliveTime = Noon,
    };
}
