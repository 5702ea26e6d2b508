using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Tests.Quotas;
using static Tollgate.Domain.Tests.Accounts.GivenAccount;

namespace Tollgate.Domain.Tests.Accounts;

public sealed class AccountDecisionsTests
{
    [Fact]
    public void Override_First_IsRecordedWithActorAndReason()
    {
        var decision = AccountDecisions.Override(With(), Wanted(500, "2026-11-30"), "root", Launch);

        Assert.True(decision.Reply);
        Assert.Equal([new LimitOverridden(500, "root", "launch day", "2026-11-30")], decision.Events);
    }

    [Fact]
    public void Override_WithoutAnEnd_HasNone() =>
        Assert.Equal([new LimitOverridden(0, "root", "launch day")], AccountDecisions.Override(With(), Wanted(0), "root", Launch).Events);

    [Theory]
    [InlineData(null)]
    [InlineData("2026-11-30")]
    public void Override_SameAgain_ChangesNothingWhoeverAsksAndWhy(string? untilDay)
    {
        var account = With(Overridden(500, untilDay));

        var decision = AccountDecisions.Override(account, Wanted(500, untilDay), "another", GivenDay.ReasonOf("another reason"));

        Assert.False(decision.Reply);
        Assert.Empty(decision.Events);
    }

    [Theory]
    [InlineData(501, "2026-11-30")]
    [InlineData(500, "2026-11-29")]
    [InlineData(500, null)]
    [InlineData(0, "2026-11-30")]
    public void Override_OtherLimitOrEnd_IsRecorded(long limit, string? untilDay)
    {
        var decision = AccountDecisions.Override(With(Overridden(500, "2026-11-30")), Wanted(limit, untilDay), "admin", Launch);

        Assert.True(decision.Reply);
        Assert.Equal([Overridden(limit, untilDay)], decision.Events);
    }

    [Fact]
    public void Override_AfterARemoval_IsRecordedAgain() =>
        Assert.Single(AccountDecisions.Override(With(Overridden(500), Removed()), Wanted(500), "admin", Launch).Events);

    [Fact]
    public void Remove_Override_IsRecordedOnce()
    {
        var account = With(Overridden(500));
        var decision = AccountDecisions.Remove(account, "root", Launch);
        Assert.True(decision.Reply);
        Assert.Equal([new OverrideRemoved("root", "launch day")], decision.Events);

        var again = AccountDecisions.Remove(account.Evolve(decision.Events[0]), "root", Launch);
        Assert.False(again.Reply);
        Assert.Empty(again.Events);
    }

    [Fact]
    public void Remove_NoOverride_ChangesNothing()
    {
        Assert.False(AccountDecisions.Remove(With(), "root", Launch).Reply);
        Assert.Empty(AccountDecisions.Remove(With(), "root", Launch).Events);
    }

    // From the account to the call: block, lift, and the day's own record of both.
    [Fact]
    public void Override_ToZeroAndBack_BlocksAndUnblocksTheOpenDay()
    {
        var day = GivenDay.With(new DayOpened(50, 0), GivenDay.Charged(10));
        var account = With(AccountDecisions.Override(With(), Wanted(0), "admin", Launch).Events);

        var blocked = day.After(QuotaDecisions.FollowAccount(day, account.On(GivenDay.Today, 50)));
        Assert.Equal(ChargeResult.Denied, QuotaDecisions.Charge(blocked, GivenDay.Call(), GivenDay.Default).Reply.Result);

        account = account.Evolve(Assert.Single(AccountDecisions.Remove(account, "admin", Launch).Events));
        var lifted = blocked.After(QuotaDecisions.FollowAccount(blocked, account.On(GivenDay.Today, 50)));
        Assert.Equal((50L, 10L, 2L), (lifted.Limit, lifted.Used, lifted.AccountVersion));
        Assert.Equal(ChargeResult.Allowed, QuotaDecisions.Charge(lifted, GivenDay.Call(40), GivenDay.Default).Reply.Result);
    }
}
