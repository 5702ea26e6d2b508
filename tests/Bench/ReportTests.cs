using System.Text.Json;
using Tollgate.Throughput.Capacity;
using Tollgate.Throughput.Contending;
using Tollgate.Throughput.Loading;
using Tollgate.Throughput.Reporting;

namespace Tollgate.Bench.Tests;

public sealed class ReportTests
{
    private static readonly Contender Ceiling = Contenders.All.Single(static contender => contender.Name == "ceiling");
    private static readonly Contender Strict = Contenders.All.Single(static contender => contender.Name == "tollgate-strict-sqlite");

    [Fact]
    public void Row_HasTheMedianOfEachFigure()
    {
        var row = Row.Of(Ceiling, [RunOf(calls: 300, p99: 9), RunOf(calls: 100, p99: 1), RunOf(calls: 200, p99: 2)]);

        Assert.Equal((200, 2), (row.Throughput, row.P99Ms));
    }

    [Fact]
    public void Row_OfTwoRounds_HasTheMiddle() => Assert.Equal(150, Row.Of(Ceiling, [RunOf(calls: 100), RunOf(calls: 200)]).Throughput);

    [Fact]
    public void Row_CountsUsagePerDecision()
    {
        var row = Row.Of(Ceiling, [RunOf(calls: 100) with { Used = new Usage(Requests: 300, WriteRequests: 100, WriteUnits: 50, Bytes: 1000) }]);

        Assert.Equal((3, 1, 0.5, 10), (row.RequestsPerDecision, row.WriteRequestsPerDecision, row.WriteUnitsPerDecision, row.BytesPerDecision));
    }

    [Fact]
    public void Aims_AreOfContendersThatThereAre() =>
        Assert.Empty(Aim.All.SelectMany(static aim => new[] { aim.Subject, aim.Beside }).Except(Contenders.All.Select(static contender => contender.Name)));

    // Each round by itself: in the first the machine had time for both, in the others for neither.
    [Fact]
    public void Ratio_IsOfTheSameRound()
    {
        var aim = Aim.All.First(static aim => aim is { Subject: "tollgate-strict-sqlite", Beside: "ceiling" });

        Assert.Equal(1.2, aim.RatioIn([Row.Of(Ceiling, [RunOf(calls: 100), RunOf(calls: 10), RunOf(calls: 10)]), Row.Of(Strict, [RunOf(calls: 120), RunOf(calls: 30), RunOf(calls: 9)])]));
    }

    [Fact]
    public async Task Report_TellsTheRatioAndWhetherTheAimIsReached()
    {
        var report = new Report(3, [Row.Of(Ceiling, [RunOf(calls: 100)]), Row.Of(Strict, [RunOf(calls: 120)])], Latency: null);

        using var text = new StringWriter();
        report.Print(text);
        Assert.Contains("tollgate-strict-sqlite / ceiling: 1.20, aim 1.25: missed", text.ToString(), StringComparison.Ordinal);

        var file = new FileInfo(Path.Combine(Directory.CreateTempSubdirectory().FullName, "results", "latest.json"));
        await report.SaveAsync(file, TestContext.Current.CancellationToken);
        using var json = JsonDocument.Parse(await File.ReadAllTextAsync(file.FullName, TestContext.Current.CancellationToken));
        Assert.Equal(3, json.RootElement.GetProperty("rounds").GetInt32());
        Assert.Equal(120, json.RootElement.GetProperty("contenders").GetProperty("tollgate-strict-sqlite").GetProperty("throughput").GetDouble());
        file.Directory!.Parent!.Delete(recursive: true);
    }

    // By hand: 30 million units at 0.625, 30 days of 1.024 GB at 0.25, three silos of 2 CPUs and 4 GB for 720 hours.
    [Fact]
    public void Capacity_OfAMillionCallsADay()
    {
        var estimate = Estimate.Of(callsPerDay: 1e6, cpuMicroseconds: 100, writeUnits: 1, patternWriteUnits: 1);

        Assert.Equal(3, estimate.Silos);
        Assert.Equal(30e6, estimate.WriteUnits);
        Assert.Equal(18.75 + 7.68 + 3 * 720 * 0.09874, estimate.Dollars, tolerance: 0.01);
        Assert.Equal(22.5, estimate.PatternDollars, tolerance: 0.001);
    }

    // 347,222 calls a second at the peak, 100 us each: 34.7 processors, of which a silo gives 0.8.
    [Fact]
    public void Capacity_TakesAsManySilosAsThePeakNeeds() =>
        Assert.Equal(44, Estimate.Of(callsPerDay: 1e10, cpuMicroseconds: 100, writeUnits: 1, patternWriteUnits: 1).Silos);

    private static Run RunOf(long calls, double p99 = 1) => new(new LoadResult(calls, Seconds: 1, P50Ms: 1, p99, Refused: 0), TimeSpan.FromMicroseconds(80), default);
}
