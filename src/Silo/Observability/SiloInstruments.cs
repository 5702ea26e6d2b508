using System.Diagnostics;
using System.Diagnostics.Metrics;
using Tollgate.Grains;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Observability;

/// <summary>What the facade counts: see <see cref="TelemetryNames"/>. The span of the request, where there is one, learns the same.</summary>
internal static class SiloInstruments
{
    private static readonly Meter Meter = new(TelemetryNames.SiloMeter);
    private static readonly Counter<long> Decisions = Meter.CreateCounter<long>(TelemetryNames.Decisions);
    private static readonly Counter<long> Undecided = Meter.CreateCounter<long>(TelemetryNames.Undecided);

    public static void CountDecision(string reason) => Count(Decisions, reason);

    /// <summary>Counts what was refused without a decision; of decisions and bad input, which are somebody else's, it counts nothing.</summary>
    public static void CountUndecided(IResult answer)
    {
        if (answer is Problem { Status: StatusCodes.Status401Unauthorized or >= 500 } refused)
            Count(Undecided, refused.Reason);
    }

    private static void Count(Counter<long> counter, string reason)
    {
        counter.Add(1, new KeyValuePair<string, object?>(TelemetryNames.Reason, reason));
        Activity.Current?.SetTag(TelemetryNames.ReasonAttribute, reason);
    }
}
