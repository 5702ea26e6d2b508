using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Tollgate.DynamoDb.Clustering;
using Tollgate.Grains.Quotas;

namespace Tollgate.Silo.Hosting;

internal static partial class OrleansRegistration
{
    // A silo is suspected when it has missed so many probes in a row.
    private const int MissedProbes = 3;

    private static readonly TimeSpan TableRefresh = TimeSpan.FromSeconds(5);

    public static async Task AddOrleansSiloAsync(this WebApplicationBuilder builder)
    {
        // Orleans wants its ports while the container is being built, before options can be resolved from it.
        var settings = builder.Configuration.GetSection(ClusterSettings.SectionName).Get<ClusterSettings>() ?? new ClusterSettings();
        if (settings.Provider == ClusterProvider.DynamoDb)
            AddMember(builder, settings, await AdvertisedAddress.FindAsync(settings, Environment.GetEnvironmentVariable(EcsTask.UriVariable)));
        else
            builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(
                settings.SiloPort, settings.GatewayPort, serviceId: settings.ServiceId, clusterId: settings.ClusterId));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(90));
    }

    /// <exception cref="InvalidConfigurationException">Several silos are to share what only one can have.</exception>
    public static void CheckClusterAndStore(this WebApplication app)
    {
        var store = app.Services.GetRequiredService<IOptions<StoreOptions>>().Value.Provider;
        if (app.Services.GetRequiredService<IOptions<ClusterSettings>>().Value.Provider != ClusterProvider.Localhost && store != StoreProvider.DynamoDb)
            throw new InvalidConfigurationException(
                $"Cluster:Provider DynamoDb is for several silos and Store:Provider {store} for one: set Store:Provider to DynamoDb too.");
    }

    private static void AddMember(WebApplicationBuilder builder, ClusterSettings settings, AdvertisedAddress address)
    {
        builder.Host.UseOrleans(silo =>
        {
            silo.UseDynamoDbMembership();
            silo.Configure<ClusterOptions>(cluster => (cluster.ClusterId, cluster.ServiceId) = (settings.ClusterId, settings.ServiceId));
            silo.Configure<EndpointOptions>(endpoint =>
            {
                (endpoint.AdvertisedIPAddress, endpoint.SiloPort, endpoint.GatewayPort) = (address.Address, settings.SiloPort, settings.GatewayPort);
                endpoint.SiloListeningEndpoint = address.ListeningEndpoint(settings.SiloPort);
                endpoint.GatewayListeningEndpoint = settings.GatewayPort == 0 ? null : address.ListeningEndpoint(settings.GatewayPort);
            });
            silo.Services.AddOptions<ClusterMembershipOptions>().Configure<IOptions<QuotaOptions>>((membership, quota) =>
            {
                var detection = TimeSpan.FromSeconds(settings.FailureDetectionSeconds);
                membership.NumMissedProbesLimit = MissedProbes;
                membership.ProbeTimeout = detection / MissedProbes;
                membership.IAmAliveTablePublishTimeout = detection; // after three of these a silo that nobody is left to probe is taken for dead

                // Silos that start at the same moment may miss the word about each other. Until they read the table again, each may have an activation
                // of the same user: the count stays exact, and every call has to be decided twice.
                membership.TableRefreshTimeout = TableRefresh;

                // A silo whose clock is behind seems to have begun its join so much earlier: it is given as much longer.
                membership.MaxJoinAttemptTime += quota.Value.MaxClockSkew;
            });
            if (address.SiloName is { } name)
                silo.Configure<SiloOptions>(options => options.SiloName = name);
        });
        builder.Services.AddSingleton(address);
        builder.Services.AddHostedService<Announcement>();
    }

    private sealed partial class Announcement(AdvertisedAddress address, ILogger<AdvertisedAddress> logger) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken)
        {
            LogAddress(logger, address.Address.ToString(), address.Source);
            return Task.CompletedTask;
        }

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;

        [LoggerMessage(Level = LogLevel.Information, Message = "Other silos are told to find this one at {Address}, {Source}.")]
        private static partial void LogAddress(ILogger logger, string address, string source);
    }
}
