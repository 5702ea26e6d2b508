using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Hosting;
using Orleans.Runtime.Hosting;
using Orleans.Serialization.Serializers;
using Orleans.Storage;
using Tollgate.DynamoDb.Tables;

namespace Tollgate.DynamoDb.GrainState;

public static class GrainStorageHosting
{
    /// <summary>Keeps the states of grains that ask for this storage by its name. Needs <see cref="DynamoDbHosting.AddDynamoDb"/>.</summary>
    public static ISiloBuilder AddDynamoDbGrainStorage(this ISiloBuilder silo, string name, Action<DynamoDbGrainStorageOptions>? configure = null)
    {
        silo.Services.AddOptions<DynamoDbGrainStorageOptions>(name)
            .Configure<IOptions<ClusterOptions>>(static (options, cluster) => options.ServiceId = cluster.Value.ServiceId)
            .Configure(configure ?? (static _ => { }));
        silo.Services.AddTransient<IPostConfigureOptions<DynamoDbGrainStorageOptions>, DefaultStorageProviderSerializerOptionsConfigurator<DynamoDbGrainStorageOptions>>();
        silo.Services.AddGrainStorage(name, static (services, name) =>
            services.CreateDynamoDbGrainStorage(name, services.GetRequiredService<IOptionsMonitor<DynamoDbGrainStorageOptions>>().Get(name)));
        return silo;
    }

    /// <summary>The storage alone, for whoever registers it another way and sees to its table.</summary>
    public static DynamoDbGrainStorage CreateDynamoDbGrainStorage(this IServiceProvider services, string name, DynamoDbGrainStorageOptions options) => new(
        name,
        options,
        services.GetRequiredService<DynamoDbConnection>(),
        services.GetRequiredService<TableSetup>(),
        services.GetRequiredService<TollgateTables>().GrainState,
        services.GetRequiredService<IActivatorProvider>(),
        services.GetRequiredService<TimeProvider>());
}
