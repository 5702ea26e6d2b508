using System.Diagnostics.Metrics;
using Tollgate.Grains;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Observability;

/// <summary>What the facade counts: see <see cref="TelemetryNames"/>. The span of the request, where there is one, learns the reason too.</summary>
internal static class SiloInstruments
{
    private static readonly Meter Meter = new(TelemetryNames.SiloMeter);
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(TelemetryNames.Decisions);
    private static readonly Counter<long> Undecided = Meter.CreateCounter<long>(TelemetryNames.Undecided);
    private static readonly Histogram<double> DecisionDuration = Meter.CreateHistogram<double>(TelemetryNames.DecisionDuration, "s");
    private static readonly Counter<long> StoreFailures = Meter.CreateCounter<long>(TelemetryNames.StoreFailures);

    /// <param name="reason"><c>allowed</c>, <c>replayed</c>, <c>undecided</c>, or why not.</param>
    public static void CountDecision(string reason, TimeSpan took)
    {
        Count(Decisions, reason);
        DecisionDuration.Record(took.TotalSeconds);
    }

    /// <summary>A call was turned away before anything was looked at: it is no measure of how long decisions take.</summary>
    public static void CountOverloaded() => Count(Decisions, "overloaded");

    /// <summary>Counts what was refused without a decision; of decisions and bad input, which are somebody else's, it counts nothing.</summary>
    public static void CountUndecided(IResult answer)
    {
        if (answer is Problem { Status: StatusCodes.Status401Unauthorized or >= 500 } refused)
            Count(Undecided, refused.Reason);
    }

    public static void CountStoreFailure(string operation) => StoreFailures.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Operation, operation));

    private static void Count(Counter<long> counter, string reason)
    {
        counter.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Reason, reason));
        System.Diagnostics.Activity.Current?.SetTag(TelemetryNames.ReasonAttribute, reason);
    }
}
