using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class RefundTests
{
    [Fact]
    public void Refund_WithoutUnits_GivesTheWholeChargeBack()
    {
        var decision = QuotaDecisions.Refund(With(Opened, Charged(10), Charged(3, "r-1")), Refund());

        Assert.Equal([new ChargeRefunded("r-1", 3, "admin", "why")], decision.Events);
        Assert.Equal(new RefundOutcome(RefundResult.Refunded, 3, new QuotaReading(Today, 50, 10, 4)), decision.Reply);
    }

    [Theory]
    [InlineData(1, 12)]
    [InlineData(2, 11)]
    [InlineData(3, 10)]
    public void Refund_PartOfACharge_GivesThatBack(long units, long used)
    {
        var decision = QuotaDecisions.Refund(With(Opened, Charged(10), Charged(3, "r-1")), Refund(units));

        Assert.Equal([Refunded(units)], decision.Events);
        Assert.Equal(new RefundOutcome(RefundResult.Refunded, units, new QuotaReading(Today, 50, used, 4)), decision.Reply);
    }

    [Fact]
    public void Refund_UnitsGivenBack_CanBeUsedAgain()
    {
        var full = With(Opened, Charged(47), Charged(3, "r-1"), new QuotaExhausted());
        var refunded = full.After(QuotaDecisions.Refund(full, Refund(2)));

        Assert.Equal(ChargeResult.Denied, QuotaDecisions.Charge(refunded, Call(3, "r-2"), Default).Reply.Result);
        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(refunded, Call(2, "r-2"), Default).Reply.Result);
    }

    [Theory]
    [InlineData(null)]
    [InlineData(1L)]
    [InlineData(2L)]
    public void Refund_Twice_GivesBackOnceEvenIfSomethingIsLeft(long? units)
    {
        var day = With(Opened, Charged(3, "r-1"), Refunded(1));

        var decision = QuotaDecisions.Refund(day, Refund(units));

        Assert.Equal(new RefundOutcome(RefundResult.AlreadyRefunded, 0, new QuotaReading(Today, 50, 2, 3)), decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData(4)]
    [InlineData(Units.Max)]
    public void Refund_MoreThanTheCharge_IsRefusedAndWritesNothing(long units)
    {
        var decision = QuotaDecisions.Refund(With(Opened, Charged(40), Charged(3, "r-1")), Refund(units));

        Assert.Equal(new RefundOutcome(RefundResult.ExceedsCharge, 0, new QuotaReading(Today, 50, 43, 3)), decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Fact]
    public void Refund_AfterARefusedOne_IsStillPossible()
    {
        var day = With(Opened, Charged(3, "r-1"));
        var refused = day.After(QuotaDecisions.Refund(day, Refund(4)));

        Assert.Equal(RefundResult.Refunded, QuotaDecisions.Refund(refused, Refund(3)).Reply.Result);
    }

    [Fact]
    public void Refund_ChargeNobodyMade_IsUnknown()
    {
        foreach (var day in new[] { With(), With(Opened), With(Opened, Charged()), With(Opened, WasReset("r-1")) })
        {
            foreach (var units in new long?[] { null, 1 })
            {
                var decision = QuotaDecisions.Refund(day, Refund(units));
                Assert.Equal(new RefundOutcome(RefundResult.UnknownCharge, 0, QuotaReading.Of(day)), decision.Reply);
                Assert.Empty(decision.Events);
            }
        }
    }

    [Fact]
    public void Refund_ChargedBeforeAReset_IsRefusedAndChargedAfterItIsNot()
    {
        var day = With(Opened, Charged(3, "r-1"), WasReset(), Charged(2, "r-2"));

        var before = QuotaDecisions.Refund(day, Refund(1));
        Assert.Equal(new RefundOutcome(RefundResult.ChargedBeforeReset, 0, new QuotaReading(Today, 50, 2, 4)), before.Reply);
        Assert.Empty(before.Events);
        Assert.Equal([Refunded(2, "r-2")], QuotaDecisions.Refund(day, Refund(requestId: "r-2")).Events);
    }

    [Fact]
    public void Refund_ChargedBetweenTwoResets_IsRefused()
    {
        var day = With(Opened, WasReset("one"), Charged(3, "r-1"), WasReset("two"), Charged(9));

        Assert.Equal(RefundResult.ChargedBeforeReset, QuotaDecisions.Refund(day, Refund()).Reply.Result);
    }

    [Fact]
    public void Refund_UnderALoweredLimit_LowersUsedAndLeavesNothing()
    {
        var day = With(Opened, Charged(40), Charged(3, "r-1"), new LimitChanged(10, 1, "admin", "abuse"));

        var reading = QuotaDecisions.Refund(day, Refund()).Reply.Reading;

        Assert.Equal(new QuotaReading(Today, 10, 40, 5), reading);
        Assert.Equal(0, reading.Remaining);
    }
}
