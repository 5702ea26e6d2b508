using OpenTelemetry.Metrics;
using Tollgate.DynamoDb;
using Tollgate.Grains;

namespace Tollgate.Silo.Observability;

/// <summary><c>/metrics</c> in Prometheus' format: ours, Orleans' and the server's.</summary>
internal static class Metrics
{
    private const string OrleansMeter = "Microsoft.Orleans";
    private const string KestrelMeter = "Microsoft.AspNetCore.Server.Kestrel";

    public static void AddMetrics(this WebApplicationBuilder builder) =>
        builder.Services.AddOpenTelemetry().WithMetrics(metrics => metrics
            .AddMeter(SiloInstruments.MeterName, GrainInstruments.MeterName, DynamoDbInstruments.MeterName, OrleansMeter, KestrelMeter)
            .AddPrometheusExporter());

    public static void MapMetrics(this WebApplication app) => app.MapPrometheusScrapingEndpoint("/metrics").ExcludeFromDescription();
}
