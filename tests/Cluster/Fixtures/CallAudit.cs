using System.Net;
using Tollgate.Tests.Calls;

namespace Tollgate.Cluster.Tests.Fixtures;

/// <summary>What must hold of every call of a load, whatever went wrong meanwhile.</summary>
internal static class CallAudit
{
    /// <summary>
    /// Every answer agrees with the log, no user has more than the limit, and exactly the limit where every call was answered and one was refused.
    /// </summary>
    public static async Task AssertExactAsync(this RunningCluster cluster, IEnumerable<SentCall> calls)
    {
        var sent = calls.ToList();
        Assert.All(sent, call => Assert.Contains(
            call.Answer?.Status, (HttpStatusCode?[])[null, HttpStatusCode.OK, HttpStatusCode.TooManyRequests, HttpStatusCode.ServiceUnavailable]));
        await sent.AssertLoggedAsync(cluster.ReadDayAsync);
        foreach (var own in sent.GroupBy(call => call.User))
        {
            // Each call had an id of its own: a yes that was a replay to the silo, whose first answer got lost in the cluster, was new to the caller.
            var allowed = own.Count(call => call.Answer?.Status == HttpStatusCode.OK);
            Assert.True(allowed <= cluster.Setup.Limit, $"{own.Key}: {allowed} calls allowed.");
            var isUndecided = own.Any(call => call.Answer?.Status is null or HttpStatusCode.ServiceUnavailable);
            if (!isUndecided && own.Any(call => call.Answer?.Status == HttpStatusCode.TooManyRequests))
                Assert.Equal(cluster.Setup.Limit, allowed);
        }
    }

    /// <summary>The day goes on, to the last unit: whatever the log had left is what the user still gets.</summary>
    public static async Task AssertGoesOnAsync(this RunningCluster cluster, string user)
    {
        var before = (await cluster.ReadDayAsync(user)).State.Used;
        var token = cluster.TokenOf(user);
        for (var call = before; ; call++)
        {
            var answer = await cluster.AuthorizeAsync(cluster.Silos[(int)(call % cluster.Silos.Count)], token, $"after-{call}");
            Assert.Equal(call < cluster.Setup.Limit ? HttpStatusCode.OK : HttpStatusCode.TooManyRequests, answer.Status);
            Assert.Equal(Math.Min(call + 1, cluster.Setup.Limit), answer.Used);
            if (answer.Status == HttpStatusCode.TooManyRequests)
                return;
        }
    }
}
