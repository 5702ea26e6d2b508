using System.Net;
using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests;

/// <summary><c>kill -9</c> at any moment: what was answered is on disk, nothing is there twice, and the day goes on.</summary>
public sealed class KilledSiloTests
{
    private const int Limit = 60;
    private const int Rounds = 3;

    [Fact]
    public async Task SiloKilledUnderLoad_KeepsEveryAnswerOnceAndGoesOnWithTheDay()
    {
        await using var system = await RunningSystem.StartAsync(Limit);
        var (modest, greedy) = (Names("modest", 60), Names("greedy", 6));
        IReadOnlyList<LoadUser> users =
        [
            .. modest.Select(name => new LoadUser(name, system.TokenOf(name), maxCalls: Limit / 2)),
            .. greedy.SelectMany(name => Enumerable.Repeat(new LoadUser(name, system.TokenOf(name)), 3)), // drawn three times as often
        ];

        var sent = new List<SentCall>();
        for (var round = 0; round < Rounds; round++)
        {
            var load = Load.Start(system, users);
            await load.UntilAnsweredAsync(Random.Shared.Next(300, 700));
            await system.Local.KillSiloAsync();
            sent.AddRange(await load.UntilGoneAsync());

            await using (var log = system.ReadLog())
                await sent.AssertLoggedAsync(log.ReadAsync);
            await system.Local.StartSiloAsync(TestContext.Current.CancellationToken);
            await AskAgainAsync(system, sent);
        }

        Assert.All(sent.Where(call => modest.Contains(call.User)), call => Assert.NotEqual(HttpStatusCode.TooManyRequests, call.Answer?.Status));
        await AssertDayGoesOnAsync(system, sent, [.. modest.Take(3), .. greedy]);
    }

    // Whoever has heard nothing asks again under the same request id, and is charged once in all.
    private static async Task AskAgainAsync(RunningSystem system, List<SentCall> sent)
    {
        foreach (var call in sent.Where(call => call.Answer is null).ToList())
        {
            var answer = await system.AuthorizeAsync(system.TokenOf(call.User), call.RequestId);
            sent.Remove(call);
            sent.Add(call with { Answer = answer });
        }
    }

    // To the last unit: what the log had left is what each user still gets.
    private static async Task AssertDayGoesOnAsync(RunningSystem system, List<SentCall> sent, IReadOnlyList<string> users)
    {
        var before = new Dictionary<string, LoggedDay>();
        Assert.Equal(0, await system.Local.StopSiloAsync());
        await using (var log = system.ReadLog())
            foreach (var user in users)
                before[user] = await log.ReadAsync(user);
        await system.Local.StartSiloAsync(TestContext.Current.CancellationToken);

        foreach (var (user, day) in before)
        {
            for (var used = day.State.Used + 1; used <= Limit + 1; used++)
            {
                var requestId = Guid.NewGuid().ToString("N");
                var answer = await system.AuthorizeAsync(system.TokenOf(user), requestId);
                sent.Add(new SentCall(user, requestId, answer));
                Assert.Equal(used <= Limit ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, answer.Status);
                Assert.Equal(Math.Min(used, Limit), answer.Used);
            }
        }

        Assert.Equal(0, await system.Local.StopSiloAsync());
        await using var after = system.ReadLog();
        await sent.AssertLoggedAsync(after.ReadAsync);
        foreach (var user in users)
        {
            var day = await after.ReadAsync(user);
            Assert.Equal(Limit, day.State.Used);
            Assert.Equal(before[user].Events, day.Events.Take(before[user].Events.Count));
        }
    }

    private static IReadOnlyList<string> Names(string kind, int count) => [.. Enumerable.Range(1, count).Select(n => $"{kind}{n}")];
}
