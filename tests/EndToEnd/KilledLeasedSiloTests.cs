using System.Net;
using Tollgate.Domain.Quotas;
using Tollgate.EndToEnd.Tests.Fixtures;
using Tollgate.Tests.Calls;

namespace Tollgate.EndToEnd.Tests;

/// <summary><c>kill -9</c> where calls are covered by leases: never too much is allowed, and what a lost lease held stays used.</summary>
public sealed class KilledLeasedSiloTests
{
    private const int Limit = 300;
    private const int Rounds = 3;

    private static readonly string[] Users = [.. Enumerable.Range(1, 8).Select(n => $"leased{n}")];

    [Fact]
    public async Task SiloKilledUnderLoad_NeverAllowsTooMuch_AndTheLogSaysWhatIsLost()
    {
        await using var system = await RunningSystem.StartAsync(Limit, new() { ["Quota:Durability"] = "Leased", ["Quota:SettleAfter"] = "00:00:01" });
        var users = Users.Select(name => new LoadUser(name, system.TokenOf(name))).ToArray();

        var sent = new List<SentCall>();
        var leasesTaken = 0;
        for (var round = 0; round < Rounds; round++)
        {
            var load = Load.Start(system, users);
            await load.UntilAnsweredAsync(Random.Shared.Next(300, 700));
            await system.Local.KillSiloAsync();
            sent.AddRange(await load.UntilGoneAsync());

            await using (var log = system.ReadLog())
                leasesTaken = await AssertCoveredAsync(log, sent);
            await system.Local.StartSiloAsync(TestContext.Current.CancellationToken);
        }

        Assert.True(leasesTaken > Users.Length, $"{leasesTaken} leases were taken: nothing was tried.");
        await AssertRestIsChargedAndSettledAsync(system, sent);
    }

    private static async Task<int> AssertCoveredAsync(QuotaLog log, List<SentCall> sent)
    {
        var leases = 0;
        foreach (var user in Users)
        {
            var day = await log.ReadAsync(user);
            var answered = Allowed(sent, user).Count();
            Assert.True(day.State.Used >= answered, $"{answered} calls of {user} were allowed, and the log covers {day.State.Used}.");
            Assert.InRange(day.State.Used, 0, Limit);
            Assert.Distinct(day.RequestIds);
            leases += day.Events.OfType<LeaseTaken>().Count();
        }

        return leases;
    }

    // A silo that is stopped in order leaves nothing open that it took itself; and nobody got more than the limit in all.
    private static async Task AssertRestIsChargedAndSettledAsync(RunningSystem system, List<SentCall> sent)
    {
        var last = new List<SentCall>();
        foreach (var user in Users)
        {
            SentCall call;
            do
            {
                var requestId = Guid.NewGuid().ToString("N");
                last.Add(call = new SentCall(user, requestId, await system.AuthorizeAsync(system.TokenOf(user), requestId)));
            }
            while (call.Answer!.Status == HttpStatusCode.OK);
            Assert.Equal((HttpStatusCode.TooManyRequests, "quota-exhausted"), (call.Answer.Status, call.Answer.Reason));
        }

        Assert.Equal(0, await system.Local.StopSiloAsync());
        sent.AddRange(last);
        await using var log = system.ReadLog();
        foreach (var user in Users)
        {
            var day = await log.ReadAsync(user);
            Assert.Equal(Limit, day.State.Used);
            Assert.Subset(day.RequestIds.ToHashSet(), Allowed(last, user).ToHashSet());
            var lost = day.State.Leases.Units + day.Events.OfType<LeaseForfeited>().Sum(forfeited => forfeited.Units);
            Assert.Equal(Limit, day.RequestIds.Count() + lost);
            var unanswered = sent.Count(call => call.User == user && call.Answer is null); // the silo was killed on the way: it may have been charged
            Assert.InRange(Allowed(sent, user).Count(), Limit - lost - unanswered, Limit);
        }
    }

    private static IEnumerable<string> Allowed(IEnumerable<SentCall> sent, string user) =>
        sent.Where(call => call.User == user && call.Answer?.Status == HttpStatusCode.OK).Select(call => call.RequestId);
}
