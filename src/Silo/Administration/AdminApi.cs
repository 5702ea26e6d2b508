using Tollgate.Silo.OpenApi;

namespace Tollgate.Silo.Administration;

/// <summary>Everything below <c>/v1/admin</c>: for the admin group, and nobody else.</summary>
internal static class AdminApi
{
    public static void AddAdministration(this IServiceCollection services) => services.AddSingleton<AdminQuery>();

    public static void MapAdministration(this WebApplication app)
    {
        var admin = app.MapGroup("/v1/admin").RequireAuthorization().WithTags("Administration").Refuses(401, 403, 503);
        admin.AddEndpointFilter<RouteGroupBuilder, AdminAccess>();
        admin.MapAdminQuotas();
        admin.MapAdminRoleMap();
        admin.MapAdminDecisions();
    }
}
