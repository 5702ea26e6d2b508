using System.Net;
using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests;

/// <summary>SIGTERM, as a deployment sends it.</summary>
public sealed class StoppedSiloTests
{
    private const int DrainSeconds = 2;

    [Fact]
    public async Task SiloTerminatedUnderLoad_FailsReadinessFirst_AnswersOn_EndsInOrderAndLosesNothing()
    {
        await using var system = await RunningSystem.StartAsync(dailyLimit: 100_000, silo: new() { ["Http:DrainSeconds"] = $"{DrainSeconds}" });
        var load = Load.Start(system, [.. Enumerable.Range(1, 20).Select(n => new LoadUser($"user{n}", system.TokenOf($"user{n}")))]);
        await load.UntilAnsweredAsync(200);

        var terminated = TimeProvider.System.GetTimestamp();
        var stopping = system.Local.StopSiloAsync();
        while (await system.IsReadyAsync())
            Assert.False(stopping.IsCompleted);
        await load.UntilAnsweredAsync(load.Answered + 50); // while nobody sends it new callers, those who are still there are served

        Assert.False(stopping.IsCompleted);
        Assert.Equal(0, await stopping);
        Assert.InRange(TimeProvider.System.GetElapsedTime(terminated), TimeSpan.FromSeconds(DrainSeconds), TimeSpan.FromSeconds(DrainSeconds + 10));
        var sent = await load.UntilGoneAsync();
        Assert.All(sent, call => Assert.True(call.Answer is null or { Status: HttpStatusCode.OK }, $"{call}"));
        await using var log = system.ReadLog();
        await sent.AssertLoggedAsync(log.ReadAsync);
    }
}
