using System.Buffers.Text;
using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Orleans.Dashboard;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Dashboard;

/// <summary>
/// Lets administrators into the Orleans Dashboard. A page load carries no bearer token, so whoever passes the admin check is given a cookie for
/// that path alone: a random secret, which a grain keeps for some minutes, so that every silo knows it and none has to share a key.
/// </summary>
internal static class DashboardAccess
{
    public const string Path = "/dashboard";
    public const string Cookie = "tollgate-dashboard";

    private const int SecretBytes = 32;

    public static void AddDashboard(this WebApplicationBuilder builder)
    {
        if (IsEnabled(builder.Configuration))
            builder.Host.UseOrleans(static silo => silo.AddDashboard());
    }

    public static void MapDashboard(this WebApplication app)
    {
        if (!IsEnabled(app.Configuration))
            return;
        // By path, and not by endpoint: whatever the dashboard maps there, now or later, is behind the check.
        app.UseWhen(static context => context.Request.Path.StartsWithSegments(Path), static dashboard => dashboard.Use(LetIn));
        app.MapOrleansDashboard(Path).ExcludeFromDescription();
    }

    public static void MapDashboardAccess(this RouteGroupBuilder admin) =>
        admin.MapPost("dashboard-access", Grant).WithName("grantDashboardAccess").WithSummary("Opens the Orleans Dashboard to this browser for some minutes, by a cookie.")
            .Produces(StatusCodes.Status204NoContent).Refuses(404);

    private static async Task<IResult> Grant(HttpContext context, IGrainFactory grains, IOptions<DashboardOptions> options)
    {
        if (!options.Value.Enabled)
            return new Problem(404, "dashboard-off", "The Orleans Dashboard is switched off");

        var lifetime = TimeSpan.FromMinutes(options.Value.AccessMinutes);
        var secret = Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(SecretBytes));
        await grains.GetGrain<IDashboardAccessGrain>(secret).Grant(lifetime);
        context.Response.Headers.CacheControl = "no-store";
        context.Response.Cookies.Append(Cookie, secret, new CookieOptions
        {
            Path = Path,
            HttpOnly = true,
            SameSite = SameSiteMode.Strict,
            Secure = context.Request.IsHttps,
            MaxAge = lifetime,
        });
        return Results.NoContent();
    }

    private static async Task LetIn(HttpContext context, RequestDelegate next)
    {
        var grains = context.RequestServices.GetRequiredService<IGrainFactory>();
        if (context.Request.Cookies[Cookie] is { } secret && secret.Length == Base64Url.GetEncodedLength(SecretBytes)
            && await grains.GetGrain<IDashboardAccessGrain>(secret).IsGranted())
            await next(context);
        else
            await Problem.Unauthenticated.WriteAsync(context);
    }

    // The parts are put together before options can be resolved.
    private static bool IsEnabled(IConfiguration configuration) => configuration.GetSection(DashboardOptions.SectionName).Get<DashboardOptions>()?.Enabled == true;
}
