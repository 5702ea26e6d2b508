using Tollgate.Throughput.Contending;

namespace Tollgate.Throughput.Reporting;

/// <summary>A contender's figures: medians over the rounds.</summary>
/// <param name="Throughput">Decisions a second.</param>
internal sealed record Row(
    Contender Contender, double Throughput, double P50Ms, double P99Ms, double CpuMicroseconds,
    double RequestsPerDecision, double WriteRequestsPerDecision, double WriteUnitsPerDecision, double BytesPerDecision)
{
    public string Name => Contender.Name;

    /// <summary>The throughput of each round, in their order.</summary>
    public IReadOnlyList<double> Rounds { get; private init; } = [];

    public static Row Of(Contender contender, IReadOnlyList<Run> runs)
    {
        return new(
            contender,
            OfAll(static run => run.Load.Throughput), OfAll(static run => run.Load.P50Ms), OfAll(static run => run.Load.P99Ms),
            OfAll(static run => run.CpuPerCall.TotalMicroseconds),
            OfAll(static run => run.Used.Requests / run.Load.Answered), OfAll(static run => run.Used.WriteRequests / run.Load.Answered),
            OfAll(static run => run.Used.WriteUnits / run.Load.Answered), OfAll(static run => run.Used.Bytes / run.Load.Answered))
        {
            Rounds = [.. runs.Select(static run => run.Load.Throughput)],
        };

        double OfAll(Func<Run, double> figure) => Median.Of(runs.Select(figure));
    }
}
