using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>The same call twice: charged once, answered twice; something else under its id is a conflict.</summary>
public sealed class RepeatedChargeTests
{
    [Fact]
    public void Charge_SameCallAgain_IsReplayedAndWritesNothing()
    {
        var first = QuotaDecisions.Charge(With(Opened), Call(3), Default);
        var again = QuotaDecisions.Charge(With(Opened).After(first), Call(3), Default);

        Assert.Equal(ChargeResult.Allowed, first.Reply.Result);
        Assert.Equal(new ChargeOutcome(ChargeResult.Replayed, first.Reply.Reading), again.Reply);
        Assert.True(again.Reply.IsAllowed);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Charge_FirstCallOfTheDayAgain_DoesNotOpenItAgain()
    {
        var opened = With().After(QuotaDecisions.Charge(With(), Call(), Default));

        Assert.Empty(QuotaDecisions.Charge(opened, Call(), new Allowance(7, 7)).Events);
    }

    [Fact]
    public void Charge_SameCallAgainAfterOthers_ShowsTheDayAsItIsNow()
    {
        var day = With(Opened, Charged(3, "r-1"), Charged(10, "r-2"));

        Assert.Equal(
            new ChargeOutcome(ChargeResult.Replayed, new QuotaReading(Today, 50, 13, 3)),
            QuotaDecisions.Charge(day, Call(3), Default).Reply);
    }

    // It was let through once; that nothing is left now does not unsay it.
    [Fact]
    public void Charge_SameCallAgainWhenNothingIsLeft_IsStillReplayed()
    {
        var full = With(Opened, Charged(50, "r-1"), new QuotaExhausted());
        var lowered = With(Opened, Charged(50, "r-1"), new LimitChanged(0, 1, "admin", "blocked"));

        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(full, Call(50), Default).Reply.Result);
        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(lowered, Call(50), Default).Reply.Result);
    }

    [Fact]
    public void Charge_SameCallAgainAfterAReset_IsReplayedAndNotChargedToTheNewCount()
    {
        var reset = With(Opened, Charged(3, "r-1"), WasReset());

        var again = QuotaDecisions.Charge(reset, Call(3), Default);

        Assert.Equal(new ChargeOutcome(ChargeResult.Replayed, new QuotaReading(Today, 50, 0, 3)), again.Reply);
        Assert.Empty(again.Events);
    }

    [Theory]
    [InlineData(2, "/blog", "GET")]
    [InlineData(4, "/blog", "GET")]
    [InlineData(3, "/Blog", "GET")]
    [InlineData(3, "/blog/", "GET")]
    [InlineData(3, "/blog", "HEAD")]
    [InlineData(3, "/blog", "POST")]
    [InlineData(3, "/blog", "get")]
    public void Charge_SameIdOtherContent_IsAConflictAndWritesNothing(long units, string resource, string method)
    {
        var day = With(Opened, Charged(3, "r-1"));

        var decision = QuotaDecisions.Charge(day, Call(units, resource: resource, method: method), Default);

        Assert.Equal(new ChargeOutcome(ChargeResult.Conflict, new QuotaReading(Today, 50, 3, 2)), decision.Reply);
        Assert.False(decision.Reply.IsAllowed);
        Assert.Empty(decision.Events);
    }

    // What belongs to which field must not depend on where a separator falls.
    [Fact]
    public void Charge_ContentThatReadsAlikeWhenJoined_IsAConflict()
    {
        var day = With(Opened, new CallsCharged("r-1", 1, "/a GET /b", "GET"));

        Assert.Equal(ChargeResult.Conflict, QuotaDecisions.Charge(day, Call(resource: "/b", method: "GET"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Conflict, QuotaDecisions.Charge(day, Call(resource: "GET /a GET /b"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Replayed, QuotaDecisions.Charge(day, Call(resource: "/a GET /b"), Default).Reply.Result);
    }

    [Theory]
    [InlineData("R-1")]
    [InlineData("r-1-")]
    [InlineData("r-")]
    public void Charge_AnotherId_IsAnotherCall(string requestId) =>
        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(With(Opened, Charged(1, "r-1")), Call(1, requestId), Default).Reply.Result);

    [Theory]
    [InlineData(3)]
    [InlineData(1)]
    public void Charge_RefundedId_IsAConflictEvenIfOnlyAPartWasGivenBack(long refunded)
    {
        var day = With(Opened, Charged(3, "r-1"), Refunded(refunded));

        var decision = QuotaDecisions.Charge(day, Call(3), Default);

        Assert.Equal(ChargeResult.Conflict, decision.Reply.Result);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Charge_IdOfAReset_IsAConflictAndWritesNothing()
    {
        var decision = QuotaDecisions.Charge(With(Opened, WasReset("r-1")), Call(), Default);

        Assert.Equal(ChargeResult.Conflict, decision.Reply.Result);
        Assert.Empty(decision.Events);
    }

    // A refusal takes nothing, so its id is free: the caller may ask again after a raise.
    [Fact]
    public void Charge_DeniedIdAskedAgainAfterARaise_IsAllowed()
    {
        var full = With(Opened, Charged(50));
        var denied = full.After(QuotaDecisions.Charge(full, Call(), Default));
        var raised = denied.Evolve(new LimitChanged(51, 1, "admin", "a favour"));

        Assert.Equal(ChargeResult.Denied, QuotaDecisions.Charge(denied, Call(), Default).Reply.Result);
        Assert.Equal([Charged(1, "r-1")], QuotaDecisions.Charge(raised, Call(), Default).Events);
    }
}
