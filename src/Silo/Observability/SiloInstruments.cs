using System.Diagnostics.Metrics;
using Tollgate.Grains;
using Tollgate.Silo.Problems;

using Span = System.Diagnostics.Activity;

namespace Tollgate.Silo.Observability;

/// <summary>What the facade counts: see <see cref="TelemetryNames"/>. The span of the request, where there is one, learns the same.</summary>
internal static class SiloInstruments
{
    private static readonly Meter Meter = new(TelemetryNames.SiloMeter);
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(TelemetryNames.Decisions);

    // From a decision in memory to the longest that one may be waited for; without them, a backend gets one bucket up to five seconds.
    private static readonly Histogram<double> DecisionDuration = Meter.CreateHistogram(TelemetryNames.DecisionDuration, "s", advice: new InstrumentAdvice<double>
    {
        HistogramBucketBoundaries = [0.0001, 0.00025, 0.0005, 0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5],
    });

    private static readonly Counter<long> Undecided = Meter.CreateCounter<long>(TelemetryNames.Undecided);
    private static readonly Counter<long> StoreFailures = Meter.CreateCounter<long>(TelemetryNames.StoreFailures);

    public static void CountDecision(string reason, TimeSpan took)
    {
        Count(Decisions, reason);
        DecisionDuration.Record(took.TotalSeconds);
    }

    /// <summary>Counts what was refused without a decision; of decisions and bad input, which are somebody else's, it counts nothing.</summary>
    public static void CountUndecided(IResult answer)
    {
        if (answer is Problem { Status: StatusCodes.Status401Unauthorized or >= 500 } refused)
            Count(Undecided, refused.Reason);
    }

    /// <param name="operation"><c>read</c> or <c>append</c>.</param>
    public static void CountStoreFailure(string operation) => StoreFailures.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Operation, operation));

    private static void Count(Counter<long> counter, string reason)
    {
        counter.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Reason, reason));
        Span.Current?.SetTag(TelemetryNames.ReasonAttribute, reason);
    }
}
