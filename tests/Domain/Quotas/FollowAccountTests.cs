using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class FollowAccountTests
{
    private static readonly Allowance Raised = new(80, 5, "admin", "launch day");

    [Fact]
    public void FollowAccount_NewerAccount_ChangesTheLimitWithActorAndReason()
    {
        var day = With(new DayOpened(50, 4), Charged(50));

        var decision = QuotaDecisions.FollowAccount(day, Raised);

        Assert.Equal([new LimitChanged(80, 5, "admin", "launch day")], decision.Events);
        Assert.Equal(new QuotaReading(Today, 80, 50, 3), decision.Reply);
        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(day.After(decision), Call(30), Default).Reply.Result);
    }

    [Fact]
    public void FollowAccount_Twice_ChangesTheLimitOnce()
    {
        var day = With(new DayOpened(50, 4)).Evolve(new LimitChanged(80, 5, "admin", "launch day"));

        var again = QuotaDecisions.FollowAccount(day, Raised);

        Assert.Empty(again.Events);
        Assert.Equal(new QuotaReading(Today, 80, 0, 2), again.Reply);
    }

    [Theory]
    [InlineData(5)]
    [InlineData(4)]
    [InlineData(0)]
    public void FollowAccount_AccountNotNewer_ChangesNothingWhateverTheLimit(long accountVersion)
    {
        var decision = QuotaDecisions.FollowAccount(With(new DayOpened(50, 5)), new Allowance(999, accountVersion));

        Assert.Empty(decision.Events);
        Assert.Equal(new QuotaReading(Today, 50, 0, 1), decision.Reply);
    }

    // The limit is the same, but the day now knows that it has seen this version of the account.
    [Fact]
    public void FollowAccount_NewerAccountWithTheSameLimit_IsRecordedOnce()
    {
        var day = With(new DayOpened(50, 4));
        var seen = day.After(QuotaDecisions.FollowAccount(day, new Allowance(50, 5)));

        Assert.Equal((2L, 5L), (seen.Version, seen.AccountVersion));
        Assert.Empty(QuotaDecisions.FollowAccount(seen, new Allowance(50, 5)).Events);
    }

    [Fact]
    public void FollowAccount_LoweredUnderUsed_LeavesNothingAndTakesNothingBack()
    {
        var day = With(Opened, Charged(40));
        var decision = QuotaDecisions.FollowAccount(day, new Allowance(10, 1, "admin", "abuse"));
        var lowered = day.After(decision);

        Assert.Equal(new QuotaReading(Today, 10, 40, 3), decision.Reply);
        Assert.Equal(0, decision.Reply.Remaining);
        Assert.Equal((40L, 0L), (lowered.Used, lowered.Remaining));
        Assert.Equal(ChargeResult.Denied, QuotaDecisions.Charge(lowered, Call(), Default).Reply.Result);
    }

    [Fact]
    public void FollowAccount_LoweredToZero_Blocks()
    {
        var blocked = With(Opened, new LimitChanged(0, 1, "admin", "abuse"));

        Assert.Equal(ChargeResult.Denied, QuotaDecisions.Charge(blocked, Call(), Default).Reply.Result);
    }

    [Fact]
    public void FollowAccount_DayNeverOpened_OpensItWithTheAccountsLimit()
    {
        var decision = QuotaDecisions.FollowAccount(With(), Raised);

        Assert.Equal([new DayOpened(80, 5)], decision.Events);
        Assert.Equal(new QuotaReading(Today, 80, 0, 1), decision.Reply);
        Assert.Empty(QuotaDecisions.FollowAccount(With(decision.Events), Raised).Events);
    }

    // A call that still knows the old account cannot bring the old limit back: the day is open.
    [Fact]
    public void Charge_WithAnOldAllowanceOnceTheDayIsOpen_UsesTheDaysLimit()
    {
        var day = With(QuotaDecisions.FollowAccount(With(), new Allowance(0, 5)).Events);

        Assert.Equal(ChargeResult.Denied, QuotaDecisions.Charge(day, Call(), new Allowance(50, 4)).Reply.Result);
    }
}
