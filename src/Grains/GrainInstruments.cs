using System.Diagnostics.Metrics;

namespace Tollgate.Grains;

/// <summary>What the grains count: see <see cref="TelemetryNames"/>.</summary>
public static class GrainInstruments
{
    private static readonly Meter Meter = new(TelemetryNames.GrainsMeter);

    internal static readonly Counter<long> DaysAbandoned = Meter.CreateCounter<long>(TelemetryNames.DaysAbandoned);
    internal static readonly Counter<long> StreamsLost = Meter.CreateCounter<long>(TelemetryNames.StreamsLost);
    internal static readonly Counter<long> UnknownOutcomes = Meter.CreateCounter<long>(TelemetryNames.UnknownOutcomes);
}
