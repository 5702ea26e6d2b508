using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Local.Demo;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests;

/// <summary>While the silo cannot answer, nobody is let through; when it can again, the next call is.</summary>
public sealed class SiloOutageTests
{
    private const int MaxTries = 20;

    // Lambda's own, after which the answer would be a 500.
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, string> Impatient = new()
    {
        ["Lambda:Environment:TOLLGATE_TIMEOUT_MS"] = "1500",
        ["Lambda:TimeoutMs"] = $"{Deadline.TotalMilliseconds}",
    };

    [Fact]
    public async Task SiloDown_GatewayRefusesAtOnce_AndRecoversWithIt()
    {
        await using var system = await RunningSystem.StartAsync(dailyLimit: 1000, apiGateway: Impatient);
        var alice = system.TokenOf("alice");
        await AssertAllowedAsync(system, alice);

        await system.Local.KillSiloAsync();
        await AssertUnavailableAsync(system, alice);
        await system.Local.StartSiloAsync(TestContext.Current.CancellationToken);
        await AssertAllowedAsync(system, alice);

        Assert.Equal(0, await system.Local.StopSiloAsync());
        await AssertUnavailableAsync(system, alice);
        await system.Local.StartSiloAsync(TestContext.Current.CancellationToken);
        await AssertAllowedAsync(system, alice);
    }

    [Fact]
    public async Task SiloAnswersNothing_GatewayRefusesWithinItsDeadline_AndRecoversWithIt()
    {
        await using var system = await RunningSystem.StartAsync(dailyLimit: 1000, apiGateway: Impatient);
        var alice = system.TokenOf("alice");
        await AssertAllowedAsync(system, alice);

        await system.Local.SuspendSiloAsync();
        try
        {
            await AssertUnavailableAsync(system, alice);
            await AssertUnavailableAsync(system, system.TokenOf("bob")); // on another connection: the first one was given up
        }
        finally
        {
            await system.Local.ResumeSiloAsync();
        }

        await AssertAllowedAsync(system, alice);
    }

    private static async Task AssertUnavailableAsync(RunningSystem system, string token)
    {
        // As many at once as there are sandboxes: none has to wait for another's turn.
        var started = TimeProvider.System.GetTimestamp();
        var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => system.CallApiAsync(token)));

        Assert.InRange(TimeProvider.System.GetElapsedTime(started), TimeSpan.Zero, Deadline);
        Assert.All(answers, AssertUnavailable);
    }

    private static void AssertUnavailable(ApiAnswer answer)
    {
        Assert.Equal((403, "unavailable"), (answer.Status, answer.Reason));
        Assert.Equal("Access cannot be checked right now; please try again later", answer.Message);
    }

    // The very next call, unless the machine is so busy that a silo that has just come up takes longer than it is given.
    private static async Task AssertAllowedAsync(RunningSystem system, string token)
    {
        for (var tries = 1; ; tries++)
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => system.CallApiAsync(token)));
            if (answers.All(answer => answer.Status == 200) || tries == MaxTries)
            {
                Assert.All(answers, answer => Assert.Equal((200, "Hello from API Gateway!"), (answer.Status, answer.Message)));
                return;
            }

            Assert.All(answers.Where(answer => answer.Status != 200), AssertUnavailable);
        }
    }
}
