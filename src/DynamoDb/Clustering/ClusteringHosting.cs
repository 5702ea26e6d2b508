using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Messaging;
using Orleans;
using Tollgate.DynamoDb.Tables;

namespace Tollgate.DynamoDb.Clustering;

/// <summary>Named apart from the official package's <c>UseDynamoDBClustering</c>, so that changing over is a change of one line.</summary>
public static class ClusteringHosting
{
    /// <summary>The silo finds the others in DynamoDB. Needs <see cref="DynamoDbHosting.AddDynamoDb"/>.</summary>
    public static ISiloBuilder UseDynamoDbMembership(this ISiloBuilder silo)
    {
        silo.Services.AddSingleton<IMembershipTable>(static services => new DynamoDbMembershipTable(
            services.GetRequiredService<DynamoDbConnection>(),
            services.GetRequiredService<TableSetup>(),
            services.GetRequiredService<TollgateTables>().Silos,
            services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId,
            TimeProvider.System));
        silo.Services.AddSingleton(CreateGateways);
        return silo;
    }

    /// <summary>The client finds the silos in DynamoDB. Needs <see cref="DynamoDbHosting.AddDynamoDb"/>.</summary>
    public static IClientBuilder UseDynamoDbGateways(this IClientBuilder client)
    {
        client.Services.AddSingleton(CreateGateways);
        return client;
    }

    private static IGatewayListProvider CreateGateways(IServiceProvider services) => new DynamoDbGatewayListProvider(
        services.GetRequiredService<DynamoDbConnection>(),
        services.GetRequiredService<TableSetup>(),
        services.GetRequiredService<TollgateTables>().Silos,
        services.GetRequiredService<IOptions<ClusterOptions>>().Value.ClusterId,
        services.GetRequiredService<IOptions<GatewayOptions>>().Value.GatewayListRefreshPeriod);
}
