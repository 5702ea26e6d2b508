using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class ResetTests
{
    [Fact]
    public void Reset_OpenDay_BeginsTheCountAgain()
    {
        var day = With(Opened, Charged(50), new QuotaExhausted());

        var decision = QuotaDecisions.Reset(day, Reset(), new Allowance(7, 7));

        Assert.Equal([new UsageReset("reset-1", "admin", "why")], decision.Events);
        Assert.Equal(new ResetOutcome(ResetResult.Reset, new QuotaReading(Today, 50, 0, 4)), decision.Reply);
        Assert.Equal(QuotaReading.Of(day.After(decision)), decision.Reply.Reading);
    }

    [Fact]
    public void Reset_DayNeverOpened_OpensItForTheRecord()
    {
        var decision = QuotaDecisions.Reset(With(), Reset(), new Allowance(20, 3));

        Assert.Equal([new DayOpened(20, 3), WasReset()], decision.Events);
        Assert.Equal(new ResetOutcome(ResetResult.Reset, new QuotaReading(Today, 20, 0, 2)), decision.Reply);
    }

    [Fact]
    public void Reset_SameRequestAgain_ResetsOnce()
    {
        var day = With(Opened, Charged(50), WasReset(), Charged(9, "r-2"));

        var again = QuotaDecisions.Reset(day, Reset(), Default);

        Assert.Equal(new ResetOutcome(ResetResult.Replayed, new QuotaReading(Today, 50, 9, 4)), again.Reply);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Reset_AnotherRequest_ResetsAgain()
    {
        var day = With(Opened, Charged(50), WasReset(), Charged(9, "r-2"));

        Assert.Equal([WasReset("reset-2")], QuotaDecisions.Reset(day, Reset("reset-2"), Default).Events);
    }

    [Fact]
    public void Reset_IdOfACharge_IsAConflictAndWritesNothing()
    {
        foreach (var day in new[] { With(Opened, Charged(5, "r-1")), With(Opened, Charged(5, "r-1"), Refunded(5)) })
        {
            var decision = QuotaDecisions.Reset(day, Reset("r-1"), Default);
            Assert.Equal(new ResetOutcome(ResetResult.Conflict, QuotaReading.Of(day)), decision.Reply);
            Assert.Empty(decision.Events);
        }
    }

    [Fact]
    public void Reset_MakesRoomForCallsAgain()
    {
        var day = With(Opened, Charged(50), WasReset());

        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(day, Call(50), Default).Reply.Result);
    }

    // One record a day says that the allowance ran out; a reset does not make a second one.
    [Fact]
    public void Reset_ThenExhaustedAgain_IsDeniedWithoutASecondRecord()
    {
        var day = With(Opened, Charged(50), new QuotaExhausted(), WasReset(), Charged(50, "r-2"));

        var decision = QuotaDecisions.Charge(day, Call(), Default);

        Assert.Equal(ChargeResult.Denied, decision.Reply.Result);
        Assert.Empty(decision.Events);
    }
}
