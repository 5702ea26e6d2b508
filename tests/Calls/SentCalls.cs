using System.Net;
using Tollgate.Domain.Quotas;
using Xunit;

namespace Tollgate.Tests.Calls;

/// <summary>What the log must say of calls that were sent.</summary>
public static class SentCalls
{
    /// <summary>
    /// Every yes stands in the log, once, where its answer said; every no rests on a day that was used up there. Of calls that had no answer,
    /// each may stand there once. Nothing else does.
    /// </summary>
    /// <param name="readDay">The day of a user as the log has it.</param>
    public static async Task AssertLoggedAsync(this IReadOnlyCollection<SentCall> sent, Func<string, Task<LoggedDay>> readDay)
    {
        foreach (var own in sent.GroupBy(call => call.User))
        {
            var day = await readDay(own.Key);
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
            var charged = day.Events.Take((int)answer.Version).OfType<CallsCharged>().Select(e => e.RequestId);
            Assert.Contains(call.RequestId, answer.IsReplay ? charged : charged.TakeLast(1));
        }
        else
        {
            Assert.Equal((HttpStatusCode.TooManyRequests, "quota-exhausted"), (answer.Status, answer.Reason));
            Assert.True(then.ExhaustionRecorded && then.Remaining == 0, $"{call} was refused with {then.Remaining} left.");
        }
    }
}
