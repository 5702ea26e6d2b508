using Tollgate.Throughput.Contending;

namespace Tollgate.Throughput.Reporting;

/// <summary>A contender's figures: medians over the rounds.</summary>
/// <param name="Throughput">Decisions a second.</param>
internal sealed record Row(
    Contender Contender, double Throughput, double P50Ms, double P99Ms, double CpuMicroseconds,
    double RequestsPerDecision, double WriteRequestsPerDecision, double WriteUnitsPerDecision, double BytesPerDecision)
{
    public string Name => Contender.Name;

    public static Row Of(Contender contender, IReadOnlyList<Run> runs)
    {
        return new(
            contender,
            Median(static run => run.Load.Throughput), Median(static run => run.Load.P50Ms), Median(static run => run.Load.P99Ms),
            Median(static run => run.CpuPerCall.TotalMicroseconds),
            Median(static run => run.Used.Requests / run.Load.Answered), Median(static run => run.Used.WriteRequests / run.Load.Answered),
            Median(static run => run.Used.WriteUnits / run.Load.Answered), Median(static run => run.Used.Bytes / run.Load.Answered));

        double Median(Func<Run, double> figure)
        {
            var sorted = runs.Select(figure).Order().ToArray();
            return (sorted[(sorted.Length - 1) / 2] + sorted[sorted.Length / 2]) / 2;
        }
    }
}
