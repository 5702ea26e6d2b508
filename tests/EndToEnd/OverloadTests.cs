using Tollgate.Overload;

namespace Tollgate.EndToEnd.Tests;

/// <summary>
/// <c>make overload</c> in a few seconds. How fast anything is, is not asked here: only that everybody is answered, that nothing is lost, and
/// that every queue keeps its bound.
/// </summary>
public sealed class OverloadTests
{
    [Fact]
    public async Task MoreThanItCanDo_EverybodyIsAnswered_NothingIsLost_QueuesKeepTheirBounds()
    {
        var options = new OverloadOptions { WarmUpRounds = 0, PeakSeconds = 1, GarbageSeconds = 1, GarbageRounds = 1, Seconds = 3, Slices = 1, Users = 100, Connections = 3_000, OwnCores = false };

        var report = await new OverloadRun(options, TextWriter.Null, TestContext.Current.CancellationToken).RunAsync();

        Assert.True(report.Audit.IsExact, $"{report.Audit}");
        Assert.Equal(0, report.ExitCode);
        Assert.True(report.Audit.Charged >= report.Crowd.All.Calls.Count(call => call.IsAllowed) && report.Audit.Charged > 0);
        foreach (var crowd in new[] { report.Crowd, report.Flood })
        {
            Assert.Equal((long)(crowd.OfferedPerSecond * options.Seconds), crowd.All.Calls.Count);
            Assert.DoesNotContain(crowd.All.Calls, call => call.Status is not (200 or 503));
            Assert.All(crowd.Samples, sample => Assert.InRange(sample.Deciding, 0, OverloadReport.MostPlaces + options.Connections));
            Assert.All(crowd.Samples, sample => Assert.InRange(sample.WaitingBatches, 0, OverloadReport.MostBatches));
        }

        Assert.All(report.Garbage, garbage => Assert.True(garbage.GoodPerSecond > 0 && garbage.GarbagePerSecond > 0));
    }
}
