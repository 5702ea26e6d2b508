using Amazon.DynamoDBv2.Model;
using Orleans;
using Orleans.Messaging;
using Orleans.Runtime;
using Tollgate.DynamoDb.Tables;

namespace Tollgate.DynamoDb.Clustering;

/// <summary>Where a client can connect to: the active silos that listen for clients. Read by a query of one cluster, never by a scan.</summary>
internal sealed class DynamoDbGatewayListProvider(
    DynamoDbConnection connection, TableSetup setup, TableDefinition table, string clusterId, TimeSpan maxStaleness, int? pageSize = null) : IGatewayListProvider
{
    private readonly MembershipRows _rows = new(connection.Retrying, table.Name, clusterId, pageSize);

    public TimeSpan MaxStaleness => maxStaleness;

    public bool IsUpdatable => true;

    public Task InitializeGatewayListProviderAsync(CancellationToken cancellationToken) => setup.EnsureAsync(table, cancellationToken);

    public async Task<IList<Uri>> GetGatewaysAsync(CancellationToken cancellationToken)
    {
        var gateways = await _rows.QueryAsync(
            cancellationToken,
            $"{SiloItem.Status} = :active AND {SiloItem.ProxyPort} > :none",
            new() { [":active"] = SiloItem.Number((int)SiloStatus.Active), [":none"] = SiloItem.Number(0) });
        return [.. gateways.Select(ToUri)];
    }

    public Task InitializeGatewayListProvider() => InitializeGatewayListProviderAsync(CancellationToken.None);

    public Task<IList<Uri>> GetGateways() => GetGatewaysAsync(CancellationToken.None);

    private static Uri ToUri(Dictionary<string, AttributeValue> item)
    {
        var silo = SiloItem.Read(item).Silo;
        return SiloAddress.New(silo.SiloAddress.Endpoint.Address, silo.ProxyPort, silo.SiloAddress.Generation).ToGatewayUri();
    }
}
