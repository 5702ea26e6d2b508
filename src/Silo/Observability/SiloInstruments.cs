using System.Diagnostics.Metrics;

namespace Tollgate.Silo.Observability;

/// <summary>What the facade counts. The names are a promise to dashboards.</summary>
internal static class SiloInstruments
{
    public const string MeterName = "Tollgate.Silo";
    public const string DecisionsName = "tollgate.decisions";
    public const string DecisionDurationName = "tollgate.decision.duration";
    public const string StoreFailuresName = "tollgate.store.failures";
    public const string ReasonTag = "reason";

    private static readonly Meter Meter = new(MeterName);

    /// <summary>Answers of <c>/v1/authorize</c>, by <c>reason</c>: <c>allowed</c>, <c>replayed</c>, <c>undecided</c> (503, 409), <c>overloaded</c> (503), or why not.</summary>
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(DecisionsName);

    /// <summary>How long <c>/v1/authorize</c> took to decide, in seconds; undecided calls included.</summary>
    private static readonly Histogram<double> DecisionDuration = Meter.CreateHistogram<double>(DecisionDurationName, "s");

    /// <summary>Reads and appends that the event store failed, by <c>operation</c>.</summary>
    private static readonly Counter<long> StoreFailures = Meter.CreateCounter<long>(StoreFailuresName);

    /// <param name="reason"><c>allowed</c>, <c>replayed</c>, <c>undecided</c>, or why not.</param>
    public static void CountDecision(string reason, TimeSpan took)
    {
        Decisions.Add(1, new KeyValuePair<string, object?>(ReasonTag, reason));
        DecisionDuration.Record(took.TotalSeconds);
    }

    /// <summary>A call was turned away before anything was looked at: it is no measure of how long decisions take.</summary>
    public static void CountOverloaded() => Decisions.Add(1, new KeyValuePair<string, object?>(ReasonTag, "overloaded"));

    public static void CountStoreFailure(string operation) => StoreFailures.Add(1, new KeyValuePair<string, object?>("operation", operation));
}
