
namespace Tollgate.Silo.Hosting;

internal static class OrleansRegistration
{
    public static void AddOrleansSilo(this WebApplicationBuilder builder)
    {
        // Orleans wants its ports while the container is being built, before options can be resolved from it.
        var settings = builder.Configuration.GetSection(ClusterSettings.SectionName).Get<ClusterSettings>() ?? new ClusterSettings();
        builder.Host.UseOrleans(silo => silo.UseLocalhostClustering(
            settings.SiloPort, settings.GatewayPort, serviceId: settings.ServiceId, clusterId: settings.ClusterId));
        builder.Services.Configure<HostOptions>(host => host.ShutdownTimeout = TimeSpan.FromSeconds(90));
    }
}
