using System.ComponentModel.DataAnnotations;

namespace Tollgate.Silo.Observability;

/// <summary>What is sent to an OTLP receiver. Where it is, is OpenTelemetry's own <c>OTEL_EXPORTER_OTLP_ENDPOINT</c>; without it nothing is sent.</summary>
public sealed class TelemetryOptions
{
    public const string SectionName = "Telemetry";

    /// <summary>The share of requests that are traced, of those whose caller has not decided that already.</summary>
    /// <value>0.01; 0 to 1.</value>
    [Range(0d, 1d)]
    public double SampleRatio { get; set; } = 0.01;
}
