using System.Net;
using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.Tests.Calls;

namespace Tollgate.Cluster.Tests;

/// <summary>The main job on three silos: however many calls come at once, by whatever facade, exactly the limit is let through.</summary>
public sealed class ExactLimitTests(SharedDynamoDb shared)
{
    private const int Limit = 100;
    private const int Calls = 300;
    private const int AtOnce = 500; // for which a silo has room however slow its store

    [Fact]
    public async Task ParallelCallsOverAllFacades_AreAllowedExactlyToTheLimit()
    {
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit));
        await AssertExactAsync(cluster, ["alice"]);
        await AssertExactAsync(cluster, [.. Enumerable.Range(1, 50).Select(n => $"user{n}")]);
    }

    private static async Task AssertExactAsync(RunningCluster cluster, IReadOnlyList<string> users)
    {
        var tokens = users.ToDictionary(user => user, cluster.TokenOf);
        using var room = new SemaphoreSlim(AtOnce);
        var calls =
            from call in Enumerable.Range(0, Calls)
            from user in users
            select SendAsync(cluster, room, user, tokens[user], call);
        var sent = await Task.WhenAll(calls);

        Assert.DoesNotContain(sent, call => call.Answer!.Status == HttpStatusCode.ServiceUnavailable);
        foreach (var own in sent.GroupBy(call => call.User))
        {
            Assert.Equal(Limit, own.Count(call => call.Answer!.Status == HttpStatusCode.OK));
            Assert.Equal(Calls - Limit, own.Count(call => call.Answer!.Status == HttpStatusCode.TooManyRequests));
            var day = await cluster.ReadDayAsync(own.Key);
            Assert.Equal(Limit, day.State.Used);
            Assert.Equal(Limit + 2, day.State.Version); // day-opened, the charges, quota-exhausted
        }

        await sent.AssertLoggedAsync(cluster.ReadDayAsync);
    }

    private static async Task<SentCall> SendAsync(RunningCluster cluster, SemaphoreSlim room, string user, string token, int call)
    {
        var requestId = $"{user}-{call}";
        await room.WaitAsync();
        try
        {
            return new SentCall(user, requestId, await cluster.AuthorizeAsync(cluster.Silos[call % cluster.Silos.Count], token, requestId));
        }
        finally
        {
            room.Release();
        }
    }
}
