using System.Collections.Concurrent;
using System.Globalization;
using Tollgate.AuthorizerLambda.Fuzz.Tests.Judging;
using Tollgate.AuthorizerLambda.Fuzz.Tests.Running;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests;

/// <summary>Hands out the numbers of the cases, and counts what became of them.</summary>
internal sealed class Tally(int count)
{
    private const int Enough = 10;

    private readonly ConcurrentDictionary<string, int> _outcomes = new();
    private readonly long _started = TimeProvider.System.GetTimestamp();
    private int _taken;

    public ConcurrentQueue<string> Faults { get; } = [];

    public int Allowed => _outcomes.GetValueOrDefault("allowed");

    public int Undecided => _outcomes.GetValueOrDefault("unavailable");

    /// <returns>False when all are done, or enough has gone wrong.</returns>
    public bool TryTake(out int number)
    {
        number = Interlocked.Increment(ref _taken) - 1;
        return number < count && Faults.Count < Enough;
    }

    public void Count(Report report) => _outcomes.AddOrUpdate(OutcomeOf(report), 1, static (_, so) => so + 1);

    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture,
        $"{_outcomes.Values.Sum()} events in {TimeProvider.System.GetElapsedTime(_started).TotalSeconds:F0} s: {string.Join(", ", _outcomes.OrderByDescending(outcome => outcome.Value).Select(outcome => $"{outcome.Value} {outcome.Key}"))}; {Faults.Count} faults");

    private static string OutcomeOf(Report report) =>
        Judge.IsAllow(report) ? "allowed"
        : report.Kind == "error" ? report.Body.GetProperty("errorType").GetString()!
        : report.Body.GetProperty("context").GetProperty("reason").GetString()!;
}
