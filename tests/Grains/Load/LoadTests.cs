using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Load;

namespace Tollgate.Grains.Tests.Load;

/// <summary>The load command, small: one silo goes and one comes while fifty users call, half of them beyond their limit.</summary>
public sealed class LoadTests
{
    private static readonly LoadOptions Small = new() { Users = 50, Charges = 2_000, Callers = 32 };

    [Fact]
    public async Task UsersUnderLoad_WhileSilosGoAndCome_AreEachChargedExactly()
    {
        var report = await LoadRun.RunAsync(Small, new InMemoryEventStore(), TextWriter.Null, TestContext.Current.CancellationToken);

        Assert.Empty(report.Faults);
        Assert.Equal(2_200, report.Answers.Length);
        Assert.Equal(25 * 40 + 25 * 20, report.Events - 25 - 50); // but for 25 first refusals and 50 openings
        Assert.NotEqual(0, report.Count(QuotaStatus.Replayed));
        Assert.NotEqual(0, report.Count(QuotaStatus.Denied));
    }

    [Fact]
    public void Plan_RepeatsATenth_AndAsksHalfTheUsersBeyondTheirLimit()
    {
        var plan = LoadPlan.Make(Small);

        var asked = plan.Distinct().GroupBy(call => call.User).Select(calls => calls.Count()).ToList();
        Assert.Equal(2_200, plan.Length);
        Assert.Equal(2_000, asked.Sum());
        Assert.Equal(25, asked.Count(calls => calls > Small.Limit));
    }
}
