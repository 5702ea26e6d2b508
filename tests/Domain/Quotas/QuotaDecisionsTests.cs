using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class QuotaDecisionsTests
{
    [Fact]
    public void Charge_FirstCallOfTheDay_OpensItAndTakesTheUnits()
    {
        var decision = QuotaDecisions.Charge(With(), Call(3), new Allowance(50, 7));

        Assert.Equal([new DayOpened(50, 7), Charged(3, "r-1")], decision.Events);
        Assert.Equal(new ChargeOutcome(ChargeResult.Allowed, new QuotaReading(Today, 50, 3, 2)), decision.Reply);
    }

    [Fact]
    public void Charge_OpenDay_KeepsItsLimitWhateverTheConfigurationSaysNow()
    {
        var decision = QuotaDecisions.Charge(With(new DayOpened(50, 0), Charged(10)), Call(), new Allowance(5, 9));

        Assert.Equal([Charged(1, "r-1")], decision.Events);
        Assert.Equal(new ChargeOutcome(ChargeResult.Allowed, new QuotaReading(Today, 50, 11, 3)), decision.Reply);
    }

    [Fact]
    public void Charge_RecordsTheCallAsItCame()
    {
        Assert.True(RequestId.TryParse("7f:/e", out var id));
        var command = new ChargeCalls(id, Units.One, "/orders/{id}", "HEAD");

        var decision = QuotaDecisions.Charge(With(new DayOpened(1, 0)), command, Default);

        Assert.Equal([new CallsCharged("7f:/e", 1, "/orders/{id}", "HEAD")], decision.Events);
    }

    [Fact]
    public void Charge_LastUnits_AreAllowed()
    {
        var decision = QuotaDecisions.Charge(With(new DayOpened(50, 0), Charged(47)), Call(3), Default);

        Assert.True(decision.Reply.IsAllowed);
        Assert.Equal(0, decision.Reply.Reading.Remaining);
    }

    [Fact]
    public void Charge_OneUnitTooMany_IsDeniedAndRecordedOnce()
    {
        var full = With(new DayOpened(50, 0), Charged(48));

        var first = QuotaDecisions.Charge(full, Call(3), Default);
        Assert.Equal([new QuotaExhausted()], first.Events);
        Assert.Equal(new ChargeOutcome(ChargeResult.Denied, new QuotaReading(Today, 50, 48, 3)), first.Reply);

        var second = QuotaDecisions.Charge(full.Evolve(first.Events[0]), Call(3), Default);
        Assert.Empty(second.Events);
        Assert.Equal(first.Reply, second.Reply);
    }

    [Fact]
    public void Charge_SmallerCallAfterARefusal_IsStillAllowedWhatIsLeft()
    {
        var refused = With(new DayOpened(50, 0), Charged(48), new QuotaExhausted());

        var decision = QuotaDecisions.Charge(refused, Call(2), Default);

        Assert.Equal([Charged(2, "r-1")], decision.Events);
        Assert.Equal(new QuotaReading(Today, 50, 50, 4), decision.Reply.Reading);
    }

    [Fact]
    public void Charge_LimitZero_AllowsNothingAndSaysSoOnce()
    {
        var first = QuotaDecisions.Charge(With(), Call(), new Allowance(QuotaLimit.Min, 4));
        Assert.Equal([new DayOpened(0, 4), new QuotaExhausted()], first.Events);
        Assert.Equal(new ChargeOutcome(ChargeResult.Denied, new QuotaReading(Today, 0, 0, 2)), first.Reply);

        var second = QuotaDecisions.Charge(With(first.Events), Call(), Default);
        Assert.Empty(second.Events);
        Assert.False(second.Reply.IsAllowed);
    }

    [Fact]
    public void Charge_LimitUnderUsed_IsDeniedWithNothingRemaining()
    {
        var lowered = With(new DayOpened(50, 0), Charged(50), new LimitChanged(10, 1, "admin", "abuse"));

        var decision = QuotaDecisions.Charge(lowered, Call(), Default);

        Assert.False(decision.Reply.IsAllowed);
        Assert.Equal(0, decision.Reply.Reading.Remaining);
    }

    [Theory]
    [InlineData(QuotaLimit.Max, QuotaLimit.Max - 1_000_000, true)]
    [InlineData(QuotaLimit.Max, QuotaLimit.Max - 999_999, false)]
    [InlineData(QuotaLimit.Max, QuotaLimit.Max, false)]
    [InlineData(long.MaxValue, long.MaxValue - 1_000_000, true)]
    [InlineData(long.MaxValue, long.MaxValue - 999_999, false)]
    [InlineData(long.MaxValue, long.MaxValue, false)]
    [InlineData(0, long.MaxValue, false)]
    public void Charge_NearTheLargestNumbers_DoesNotWrapRound(long limit, long used, bool allowed)
    {
        var decision = QuotaDecisions.Charge(With(new DayOpened(limit, 0), Charged(used)), Call(Units.Max), Default);

        Assert.Equal(allowed, decision.Reply.IsAllowed);
    }

    [Fact]
    public void Charge_DecidedTwiceOnOneState_GivesTheSameDecision()
    {
        var day = With(new DayOpened(50, 0), Charged(49));

        var once = QuotaDecisions.Charge(day, Call(), Default);
        var again = QuotaDecisions.Charge(day, Call(), Default);

        Assert.Equal(once.Reply, again.Reply);
        Assert.Equal(once.Events, again.Events);
        Assert.Equal(49, day.Used);
    }
}
