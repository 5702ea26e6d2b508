using Microsoft.Extensions.Options;
using OpenTelemetry;
using OpenTelemetry.Logs;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;
using Tollgate.Grains;
using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Observability;

/// <summary>
/// Traces, metrics and logs over OTLP, where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> says that somebody listens. Otherwise no span is made, no filter stands
/// between grains, and nothing is sent.
/// </summary>
internal static class Telemetry
{
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string ServiceName = "OTEL_SERVICE_NAME";
    private const string OrleansSource = "Microsoft.Orleans.Application";
    private const string HostingMeter = "Microsoft.AspNetCore.Hosting";

    public static void AddTelemetry(this WebApplicationBuilder builder)
    {
        if (!IsOn(builder.Configuration))
            return;

        builder.Host.UseOrleans(static silo => silo.AddActivityPropagation()); // so that a trace goes on where the principal's quota lives
        builder.Logging.AddOpenTelemetry(static logging => logging.IncludeFormattedMessage = true);
        builder.Services.AddOpenTelemetry()
            .ConfigureResource(resource => Describe(resource, builder.Configuration))
            .WithTracing(static tracing => tracing
                .SetSampler(static services => new ParentBasedSampler(
                    new TraceIdRatioBasedSampler(services.GetRequiredService<IOptions<TelemetryOptions>>().Value.SampleRatio)))
                .AddAspNetCoreInstrumentation(static requests => requests.Filter = static context => context.Request.Path.StartsWithSegments("/v1"))
                .AddSource(TelemetryNames.Source, OrleansSource)
                .AddProcessor<WithoutNames>()
                .AddOtlpExporter())
            .WithMetrics(static metrics => metrics.AddMeter(HostingMeter).AddOtlpExporter())
            .WithLogging(static logging => logging.AddOtlpExporter());
    }

    // OpenTelemetry itself would pass over a bad address in silence.
    private static bool IsOn(ConfigurationManager configuration)
    {
        var endpoint = configuration[Endpoint];
        if (string.IsNullOrEmpty(endpoint))
            return false;
        if (Uri.TryCreate(endpoint, UriKind.Absolute, out var url) && url.Scheme is "http" or "https")
            return true;
        throw new InvalidConfigurationException($"{Endpoint} '{endpoint}' is not a URL such as http://localhost:4317.");
    }

    private static void Describe(ResourceBuilder resource, ConfigurationManager configuration)
    {
        if (string.IsNullOrEmpty(configuration[ServiceName]))
            resource.AddService("tollgate-silo", serviceVersion: typeof(Telemetry).Assembly.GetName().Version?.ToString(3), serviceInstanceId: Environment.MachineName);
    }
}
