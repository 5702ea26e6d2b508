using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Options;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Roles;
using Tollgate.Grains.Usage;

namespace Tollgate.Grains;

public static class GrainsServiceCollectionExtensions
{
    /// <summary>
    /// What every silo needs beside its grains. Register it after Orleans: hosted services start in order, and the follower calls a grain.
    /// An <see cref="EventStore.IEventStore"/>, a <see cref="TimeProvider"/> and the options come from the composition root.
    /// </summary>
    public static IServiceCollection AddTollgateGrains(this IServiceCollection services)
    {
        services.AddSingleton<LocalQuotas>();
        services.AddSingleton(static provider => new QuotaClient(
            provider.GetRequiredService<IGrainFactory>(),
            provider.GetRequiredService<LocalQuotas>(),
            provider.GetRequiredService<IOptions<QuotaOptions>>(),
            provider.GetRequiredService<TimeProvider>()));
        services.AddSingleton<QuotaSnapshots>();
        services.AddSingleton<QuotaStreams>();
        services.AddSingleton<LeaseSettler>();
        services.AddHostedService(static provider => provider.GetRequiredService<LeaseSettler>());
        services.AddSingleton<RoleMapClient>();
        services.AddSingleton<RoleMapCopy>();
        services.AddSingleton<RoleMapFollower>();
        services.AddHostedService(static provider => provider.GetRequiredService<RoleMapFollower>());
        services.AddSingleton<UsageClient>();
        services.AddSingleton<UsageReporter>();
        services.AddHostedService(static provider => provider.GetRequiredService<UsageReporter>());
        return services;
    }
}
