using Tollgate.Log;

namespace Tollgate.EndToEnd.Tests;

/// <summary><c>make bench-log</c> with a small log. How long anything takes is not asked here: only that it can be done, and that nothing is missing.</summary>
public sealed class LargeLogTests
{
    [Fact]
    public async Task LogWhoseWriterWasKilled_IsServed_HasEveryDay_AndLosesOnlyOldOnes()
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-large-log-").FullName;
        var options = new LogOptions { Events = 20_000, Users = 100, EventsOfADay = 20, Reads = 50, Seconds = 1, Folder = folder };

        var report = await new LogRun(options, TextWriter.Null, TestContext.Current.CancellationToken).RunAsync();

        Assert.Equal(20_000, options.AllEvents);
        Assert.Equal((50, 50, 50), (report.Unread.Count, report.Forgotten.Count, report.Warm.Count)); // each day read was whole, or this would have failed
        Assert.True(report.Filled is { MostMemory: > 0 } && report.FileBytes > 20_000 && report.Restarted > TimeSpan.Zero);
        Assert.True(report.Retention is { Removed: > 0 and <= 18_000, Before.Count: > 0, Meanwhile.Count: > 0 });
        Directory.Delete(folder); // it left nothing there
    }
}
