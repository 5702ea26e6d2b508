using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Orleans.TestingHost;
using Tollgate.EventStore;
using Tollgate.Grains;
using Tollgate.Grains.Quotas;

namespace Tollgate.DynamoDb.Tests.Fixtures;

/// <summary>One silo of Tollgate's grains in this process, on a store of this suite.</summary>
internal static class GrainCluster
{
    public static async Task<InProcessTestCluster> StartAsync(
        IEventStore store, TimeProvider clock, Action<QuotaOptions> quota, Action<IServiceCollection>? services = null)
    {
        var builder = new InProcessTestClusterBuilder(1);
        builder.Options.ConfigureFileLogging = false;
        builder.ConfigureSilo((_, silo) =>
        {
            silo.Services.AddSingleton(store);
            silo.Services.AddSingleton(clock);
            silo.Services.UseTimeProviderForBackgroundAreas(TimeProvider.System);
            silo.Services.AddOptions<QuotaOptions>().Configure(quota);
            silo.Services.AddTollgateGrains();
            silo.Services.AddLogging(static logging => logging.SetMinimumLevel(LogLevel.Critical));
            services?.Invoke(silo.Services);
        });
        var cluster = builder.Build();
        await cluster.DeployAsync(TestContext.Current.CancellationToken);
        return cluster;
    }
}
