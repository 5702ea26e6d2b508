namespace Tollgate.Throughput.Reporting;

/// <summary>A ratio that we want to reach, of two contenders in one run: the median of its rounds, as a machine is not equally busy in all of them.</summary>
internal sealed record Aim(string Subject, string Beside, double AtLeast)
{
    public static readonly IReadOnlyList<Aim> All =
    [
        new("tollgate-strict-sqlite", "ceiling", 1.25),
        new("tollgate-strict-sqlite", "redis-always", 1.5),
        new("tollgate-strict-sqlite", "redis-always-cached", 1.0),
        new("tollgate-strict-sqlite-fresh", "ceiling", 0.75),
        new("tollgate-strict-sqlite-telemetry", "tollgate-strict-sqlite", 0.97),
        new("tollgate-leased-sqlite", "noop", 0.75),
        new("tollgate-leased-dynamodb", "aws-pattern", 8),
        new("tollgate-strict-dynamodb", "dynamo-conditional", 1.0),
        new("tollgate-strict-dynamodb-hot", "dynamo-conditional-hot", 3),
    ];

    /// <returns>Null where one of the two is not in the run.</returns>
    public double? RatioIn(IReadOnlyList<Row> rows) =>
        rows.FirstOrDefault(row => row.Name == Subject) is { } subject && rows.FirstOrDefault(row => row.Name == Beside) is { } beside
            ? Median.Of(subject.Rounds.Zip(beside.Rounds, static (subject, beside) => subject / beside))
            : null;
}
