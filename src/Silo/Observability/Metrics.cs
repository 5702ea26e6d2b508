using OpenTelemetry.Metrics;
using Tollgate.Grains;

namespace Tollgate.Silo.Observability;

/// <summary><c>/metrics</c> in Prometheus' format: ours, Orleans', the server's and the runtime's.</summary>
internal static class Metrics
{
    private const string OrleansMeter = "Microsoft.Orleans";
    private const string KestrelMeter = "Microsoft.AspNetCore.Server.Kestrel";
    private const string RuntimeMeter = "System.Runtime";

    public static void AddMetrics(this WebApplicationBuilder builder)
    {
        builder.Services.AddSingleton<QueueGauges>();
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(SiloInstruments.MeterName, GrainInstruments.MeterName, OrleansMeter, KestrelMeter, RuntimeMeter)
            .AddPrometheusExporter());
    }

    public static void MapMetrics(this WebApplication app)
    {
        app.Services.GetRequiredService<QueueGauges>(); // they exist from now on
        app.MapPrometheusScrapingEndpoint("/metrics").ExcludeFromDescription();
    }
}
