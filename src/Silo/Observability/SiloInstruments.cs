using System.Diagnostics.Metrics;

namespace Tollgate.Silo.Observability;

/// <summary>What the facade counts. The names are a promise to dashboards.</summary>
internal static class SiloInstruments
{
    public const string MeterName = "Tollgate.Silo";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Answers of <c>/v1/authorize</c>, by <c>reason</c>: <c>allowed</c>, <c>replayed</c>, or why not.</summary>
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>("tollgate.decisions");

    public static void CountDecision(string reason) => Decisions.Add(1, new KeyValuePair<string, object?>("reason", reason));
}
