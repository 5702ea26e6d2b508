using System.Net;
using Tollgate.Domain.Quotas;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>What the log must say of calls that were sent.</summary>
internal static class SentCalls
{
    /// <summary>
    /// Every yes stands in the log, once, where its answer said; every no rests on a day that was used up there. Of calls that had no answer,
    /// each may stand there once. Nothing else does.
    /// </summary>
    public static async Task AssertLoggedAsync(this IReadOnlyCollection<SentCall> sent, QuotaLog log)
    {
        foreach (var own in sent.GroupBy(call => call.User))
        {
            var day = await log.ReadAsync(own.Key);
            Assert.Distinct(day.RequestIds);
            Assert.Subset(own.Select(call => call.RequestId).ToHashSet(), day.RequestIds.ToHashSet());
            foreach (var call in own)
                AssertLogged(call, day);
        }
    }

    private static void AssertLogged(SentCall call, LoggedDay day)
    {
        if (call.Answer is not { } answer || answer.Status == HttpStatusCode.ServiceUnavailable)
            return;

        Assert.True(answer.Version <= day.State.Version, $"{call} was answered, and the log of {call.User} ends at version {day.State.Version}.");
        var then = day.States[(int)answer.Version];
        Assert.Equal(then.Used, answer.Used);
        if (answer.Status == HttpStatusCode.OK)
        {
            Assert.Equal(call.RequestId, Assert.IsType<CallsCharged>(day.Events[(int)answer.Version - 1]).RequestId);
        }
        else
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "quota-exhausted"), (answer.Status, answer.Reason));
            Assert.True(then.ExhaustionRecorded && then.Remaining == 0, $"{call} was refused with {then.Remaining} left.");
        }
    }
}
