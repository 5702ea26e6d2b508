namespace Tollgate.Overload.Calls;

/// <summary>All calls of one loop.</summary>
internal sealed record LoopResult(IReadOnlyList<CallResult> Calls, TimeSpan Took)
{
    public static LoopResult Of(IEnumerable<LoopResult> parts) =>
        parts.Aggregate(new LoopResult([], TimeSpan.Zero), static (all, part) => new([.. all.Calls, .. part.Calls], all.Took + part.Took));

    public double AllowedPerSecond => Calls.Count(static call => call.IsAllowed) / Took.TotalSeconds;

    public double AnsweredPerSecond => Calls.Count(static call => call.Status != 0) / Took.TotalSeconds;

    public TimeSpan Worst => Calls.Select(static call => call.Took).DefaultIfEmpty().Max();

    public TimeSpan WorstAtSilo => Calls.Select(static call => call.AtSilo).DefaultIfEmpty().Max();

    public TimeSpan Percentile(double percent, Func<CallResult, bool> which)
    {
        var sorted = Calls.Where(which).Select(static call => call.Took).Order().ToList();
        return sorted.Count == 0 ? TimeSpan.Zero : sorted[(int)((sorted.Count - 1) * percent / 100)];
    }
}
