using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Local.Demo;

namespace Tollgate.EndToEnd.Tests;

/// <summary>The main job: however many calls come at once, exactly the limit is let through, and exactly that is charged.</summary>
public sealed class ExactLimitTests
{
    private const int Limit = 50;
    private const int Calls = 200;

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    public async Task ParallelCallsThroughTheGateway_AreAllowedExactlyToTheLimit(int users)
    {
        await using var system = await RunningSystem.StartAsync(Limit);
        var tokens = Enumerable.Range(1, users).Select(n => $"user{n}").ToDictionary(name => name, system.TokenOf);

        var calls =
            from _ in Enumerable.Range(0, Calls)
            from user in tokens
            select (name: user.Key, answer: system.CallApiAsync(user.Value));
        var answers = calls.ToList();
        await Task.WhenAll(answers.Select(call => call.answer));

        foreach (var own in answers.ToLookup(call => call.name, call => call.answer.Result))
        {
            Assert.Equal(Limit, own.Count(answer => answer.Status == 200));
            Assert.All(own.Where(answer => answer.Status != 200), AssertExhausted);
        }

        Assert.Equal(0, await system.Local.StopSiloAsync());
        await using var log = system.ReadLog();
        foreach (var name in tokens.Keys)
        {
            var day = await log.ReadAsync(name);
            Assert.Equal(Limit, day.State.Used);
            Assert.Equal(Limit, day.RequestIds.Distinct().Count());
            Assert.True(day.State.ExhaustionRecorded);
            Assert.Equal(Limit + 2, day.State.Version); // day-opened, the charges, quota-exhausted: the other refusals wrote nothing
        }
    }

    private static void AssertExhausted(ApiAnswer answer)
    {
        Assert.Equal(403, answer.Status);
        Assert.Equal("quota-exhausted", answer.Reason);
        Assert.StartsWith($"Daily call limit of {Limit} reached; resets at ", answer.Message, StringComparison.Ordinal);
        Assert.EndsWith("T00:00:00Z", answer.ResetsAt, StringComparison.Ordinal);
    }
}
