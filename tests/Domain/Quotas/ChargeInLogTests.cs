using CsCheck;
using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>What the log says of a charge, whether or not the day still remembers it.</summary>
public sealed class ChargeInLogTests
{
    private static readonly QuotaEvent[] ManyLater = [.. Enumerable.Range(0, RequestMemory.Capacity).Select(n => Charged(1, $"later-{n}"))];

    private static readonly string[] Ids = ["r-1", "r-2", "r-3"];

    private static readonly DayOpened Generous = new(1_000_000, 0);

    [Theory]
    [InlineData(null, 3)]
    [InlineData(2L, 2)]
    public void Refund_ForgottenCharge_IsGivenBackByTheLog(long? units, long given)
    {
        QuotaEvent[] log = [Generous, Charged(3, "r-1"), .. ManyLater];
        var day = With(log);

        Assert.Equal(RefundResult.UnknownCharge, QuotaDecisions.Refund(day, Refund(units)).Reply.Result);
        var decision = QuotaDecisions.Refund(day, Refund(units), InLog(log));

        Assert.Equal([Refunded(given)], decision.Events);
        Assert.Equal((RefundResult.Refunded, given, day.Used - given), (decision.Reply.Result, decision.Reply.Units, day.After(decision).Used));
    }

    [Fact]
    public void Refund_ForgottenChargeTwice_IsRefusedTheSecondTime()
    {
        QuotaEvent[] log = [Generous, Charged(3, "r-1"), .. ManyLater, Refunded(1)];

        Assert.Equal(RefundResult.AlreadyRefunded, QuotaDecisions.Refund(With(log), Refund(), InLog(log)).Reply.Result);
    }

    [Fact]
    public void Refund_ForgottenChargeFromBeforeAReset_IsRefused()
    {
        QuotaEvent[] log = [Generous, Charged(3, "r-1"), WasReset(), .. ManyLater];

        Assert.Equal(RefundResult.ChargedBeforeReset, QuotaDecisions.Refund(With(log), Refund(), InLog(log)).Reply.Result);
    }

    [Fact]
    public void Refund_MoreThanAForgottenCharge_IsRefused()
    {
        QuotaEvent[] log = [Generous, Charged(3, "r-1"), .. ManyLater];

        Assert.Equal(RefundResult.ExceedsCharge, QuotaDecisions.Refund(With(log), Refund(4), InLog(log)).Reply.Result);
    }

    [Fact]
    public void Refund_ForgottenIdUsedAgain_IsOfTheLastCharge()
    {
        QuotaEvent[] log = [Generous, Charged(3, "r-1"), Refunded(3), .. ManyLater, Charged(5, "r-1"), .. ManyLater];

        Assert.Equal((RefundResult.Refunded, 5), Of(QuotaDecisions.Refund(With(log), Refund(), InLog(log)).Reply));
    }

    [Fact]
    public void Refund_ForgottenIdOfAReset_IsUnknown()
    {
        QuotaEvent[] log = [Generous, WasReset("r-1"), .. ManyLater];

        Assert.Equal(RefundResult.UnknownCharge, QuotaDecisions.Refund(With(log), Refund(), InLog(log)).Reply.Result);
    }

    [Fact]
    public void Refund_ForgottenChargeOfALease_IsGivenBack()
    {
        QuotaEvent[] log =
        [
            Generous, new LeaseTaken("lease", 10), new LeaseSettled("lease", [new("/blog", "GET", 4, ["r-0", "r-1"], [0, 1])], 2), .. ManyLater,
        ];

        Assert.Equal((RefundResult.Refunded, 4), Of(QuotaDecisions.Refund(With(log), Refund(), InLog(log)).Reply));
    }

    [Fact]
    public void Refund_LeaseOfOtherCalls_ChangesNothing()
    {
        QuotaEvent[] log = [Generous, Charged(3, "r-1"), new LeaseTaken("lease", 10), new LeaseSettled("lease", [new("/blog", "GET", 4, ["r-2"], [0])], 6)];

        Assert.Equal(3, InLog(log)?.Units);
    }

    [Fact]
    public void Refund_NobodysCharge_IsUnknown() => Assert.Null(InLog([Generous, Charged(3, "r-2"), Refunded(1)]));

    // As long as the day has forgotten nothing, its state and its log say the same of every charge.
    [Fact]
    public void WhateverHappened_TheLogKnowsWhatTheDayRemembers() =>
        QuotaCommandGen.Steps(Ids).Sample(steps =>
        {
            var (day, log) = (QuotaState.Initial(Today), new List<QuotaEvent>());
            foreach (var step in steps)
            {
                var happened = step.Ask(day).Events;
                log.AddRange(happened);
                day = happened.Aggregate(day, static (state, next) => state.Evolve(next));
            }

            foreach (var id in Ids)
                Assert.Equal(day.Requests.Find(id) is { } known ? known with { Content = 0 } : null, InLog(log, id));
        });

    private static (RefundResult, long) Of(RefundOutcome outcome) => (outcome.Result, outcome.Units);

    private static RememberedRequest? InLog(IEnumerable<QuotaEvent> log, string id = "r-1")
    {
        Assert.True(RequestId.TryParse(id, out var requestId));
        return log.Aggregate(new ChargeInLog(requestId), static (known, happened) => known.Evolve(happened)).Charge;
    }
}
