namespace Tollgate.Silo.Health;

internal static class HealthApi
{
    public static void AddReadiness(this IServiceCollection services)
    {
        services.AddSingleton<Readiness>();
        services.AddHostedService(static provider => provider.GetRequiredService<Readiness>());
    }

    public static void MapHealth(this WebApplication app)
    {
        app.MapGet("/health/live", static () => TypedResults.Text("live")).ExcludeFromDescription();
        app.MapGet("/health/ready", static (Readiness readiness) => readiness.IsReady
            ? TypedResults.Text("ready")
            : TypedResults.Text("not ready", statusCode: StatusCodes.Status503ServiceUnavailable)).ExcludeFromDescription();
    }
}
