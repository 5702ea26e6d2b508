using Tollgate.Silo.Activity;
using Tollgate.Silo.Cluster;
using Tollgate.Silo.Dashboard;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Usage;

namespace Tollgate.Silo.Administration;

/// <summary>Everything below <c>/v1/admin</c>: for the admin group, and nobody else.</summary>
internal static class AdminApi
{
    public static void AddAdministration(this IServiceCollection services)
    {
        services.AddSingleton<AdminQuery>();
        services.AddSingleton<UsageList>();
        services.AddSingleton<UsageCatchUp>();
        services.AddHostedService(static provider => provider.GetRequiredService<UsageCatchUp>());
        services.AddSingleton<SiloActivity>();
        services.AddHostedService(static provider => provider.GetRequiredService<SiloActivity>());
        services.AddGrainService<ActivityService>();
        services.AddSingleton<EverySilo<IActivityService>>();
    }

    public static void MapAdministration(this WebApplication app)
    {
        var admin = app.MapGroup("/v1/admin").RequireAuthorization().WithTags("Administration").Refuses(401, 403, 503);
        admin.AddEndpointFilter<RouteGroupBuilder, AdminAccess>();
        admin.MapAdminUsage();
        admin.MapAdminQuotas();
        admin.MapAdminHistory();
        admin.MapAdminRoleMap();
        admin.MapAdminDecisions();
        admin.MapAdminCluster();
        admin.MapDashboardAccess();
    }
}
