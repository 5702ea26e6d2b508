using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;
using static Tollgate.Domain.Tests.Quotas.GivenDay;
using static Tollgate.Domain.Tests.Quotas.Leases.GivenLease;

namespace Tollgate.Domain.Tests.Quotas.Leases;

public sealed class LeaseDecisionsTests
{
    [Fact]
    public void Charge_OfWhoeverCallsSeldom_TakesNoLease()
    {
        var charge = With().Ask(null, Call(), Terms with { Demand = 0 });
        Assert.Null(charge.Lease);
        Assert.Equal([new DayOpened(50, 0), new CallsCharged("r-1", 1, "/blog", "GET")], charge.Events);
        Assert.Equal(new ChargeOutcome(ChargeResult.Allowed, new(Today, 50, 1, 2)), charge.Outcome);
    }

    [Fact]
    public void Charge_FirstOfALease_TakesItAndIsCoveredByIt()
    {
        var charge = With(Opened).Ask(null, Call());
        Assert.Equal([new LeaseTaken("owner-2", 5)], charge.Events);
        Assert.Equal(new ChargeOutcome(ChargeResult.Allowed, new(Today, 50, 5, 2)), charge.Outcome);
        Assert.Equal(("owner-2", 5L, 1L, 4L), (charge.Lease!.Id, charge.Lease.Units, charge.Lease.Spent, charge.Lease.Unspent));
    }

    [Fact]
    public void Charge_CoveredByTheLease_WritesNothing()
    {
        var (day, lease) = Taken();
        var charge = day.Ask(lease, Call(4));
        Assert.Empty(charge.Events);
        Assert.Equal(new ChargeOutcome(ChargeResult.Allowed, QuotaReading.Of(day)), charge.Outcome);
        Assert.Equal((5L, 0L), (charge.Lease!.Spent, charge.Lease.Unspent));
    }

    [Fact]
    public void Charge_BeyondTheLease_SettlesItAndTakesTheNext()
    {
        var (day, lease) = Taken();
        var charge = day.Ask(lease with { }, Call(5));
        Assert.Equal(ChargeResult.Allowed, charge.Outcome.Result);
        // 49 are left with the lease given back: a tenth of that is less than two such calls, so the call is charged by itself.
        Assert.Equal(["LeaseSettled", "CallsCharged"], charge.Events.Select(e => e.GetType().Name));
        Assert.Null(charge.Lease);
        Assert.Equal((6L, 50L), (day.After(charge).Used, day.After(charge).Limit));
        Assert.Equal(charge.Outcome.Reading, QuotaReading.Of(day.After(charge)));

        var spent = day.Ask(lease, Call(4)).Lease;
        var next = day.Ask(spent, Call(1, "next"));
        Assert.Equal(["LeaseSettled", "LeaseTaken"], next.Events.Select(e => e.GetType().Name));
        Assert.Equal(4, next.Lease!.Units);
        Assert.Equal(next.Outcome.Reading, QuotaReading.Of(day.After(next)));
    }

    [Fact]
    public void Charge_AtTheEndOfTheDay_NeitherRefusesWhatIsLeftNorAllowsMore()
    {
        var (day, lease) = (With(new DayOpened(50, 0)), default(HeldLease));
        var allowed = 0;
        for (var call = 1; call <= 60; call++)
        {
            var charge = day.Ask(lease, Call(1, $"r-{call}"));
            (day, lease) = (day.After(charge), charge.Lease);
            allowed += charge.Outcome.IsAllowed ? 1 : 0;
        }

        Assert.Equal(50, allowed);
        Assert.Equal((50L, true), (day.Used, day.ExhaustionRecorded));
        Assert.Empty(day.Leases.All);
    }

    [Fact]
    public void Charge_ThatNeedsWhatTheLeaseHolds_GetsIt()
    {
        // 45 are charged and a lease of 5 is held: 4 of them are unspent, so 4 units fit and 5 do not.
        var (day, lease) = Taken();
        day = day.Evolve(Charged(45));
        Assert.Equal(ChargeResult.Allowed, day.Ask(lease, Call(4)).Outcome.Result);
        var denied = day.Ask(lease, Call(5));
        Assert.Equal(ChargeResult.Denied, denied.Outcome.Result);
        Assert.Equal(["LeaseSettled", "QuotaExhausted"], denied.Events.Select(e => e.GetType().Name));
        Assert.Equal(46, day.After(denied).Used);
    }

    [Fact]
    public void Charge_SameCallAgain_IsReplayedFromTheLeaseAndFromTheLog()
    {
        var (day, lease) = Taken();
        foreach (var (state, held) in new (QuotaState, HeldLease?)[] { (day, lease), (LeaseDecisions.Settle(day, lease).Day, null) })
        {
            var again = state.Ask(held, Call(1, "first"));
            Assert.Equal(ChargeResult.Replayed, again.Outcome.Result);
            Assert.Empty(again.Events);
            Assert.Same(held, again.Lease);

            var other = state.Ask(held, Call(2, "first"));
            Assert.Equal(ChargeResult.Conflict, other.Outcome.Result);
            Assert.Empty(other.Events);
        }
    }

    [Theory]
    [InlineData(9_999, true)]
    [InlineData(10_000, false)]
    [InlineData(-1, false)] // a clock set back: who knows how old it is
    public void Charge_FromALeaseOfThisAge_IsCovered(int milliseconds, bool covered)
    {
        var (day, lease) = Taken();
        var charge = day.Ask(lease, Call(), now: Noon.AddMilliseconds(milliseconds));
        Assert.Equal(ChargeResult.Allowed, charge.Outcome.Result);
        Assert.Equal(covered, charge.Events.Count == 0);
    }

    // A lease of 4 units: where it covers two such calls, the next one may need no write.
    [Theory]
    [InlineData(1, true)]
    [InlineData(2, true)]
    [InlineData(3, false)]
    public void Charge_OfUnitsThatTheLeaseHoldsTwice_TakesIt(long units, bool taken) =>
        Assert.Equal(taken, With(new DayOpened(40, 0)).Ask(null, Call(units)).Lease is not null);

    [Theory]
    [InlineData(1, '"', HeldLease.MaxBytes / 2)]
    [InlineData(2, '"', HeldLease.MaxBytes / 3)] // calls of two kinds in turn look longer than they are
    [InlineData(1, 'x', HeldLease.MaxBytes * 4 / 5)] // what is written as it is counts once
    public void Charge_BeyondTheBytesOfOneEvent_SettlesTheLeaseEarly(int kinds, char letter, int least)
    {
        var bytes = BytesOfALeaseOf(n => Call(1, $"{n:D8}{new string(letter, 100)}", $"/caf\u00e9/{new string('\u00e9', 100)}/{n % kinds}"));
        Assert.InRange(bytes, least, HeldLease.MaxBytes);
    }

    // As little text as can be: nearly all of it is what JSON puts round it.
    [Theory]
    [InlineData("GET")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ-01234")]
    public void Charge_CallsThatHaveNothingInCommon_FitIntoOneEvent(string method) =>
        Assert.InRange(BytesOfALeaseOf(n => Call(1, $"{n}", $"/{n}", method)), HeldLease.MaxBytes / 2, HeldLease.MaxBytes);

    [Fact]
    public void Charge_TooLongForWhatIsLeftOfTheEvent_SettlesTheLeaseBefore()
    {
        var (day, lease) = Taken();
        Assert.NotEmpty(day.Ask(lease, Call(resource: new string('x', HeldLease.MaxBytes))).Events);
    }

    [Fact]
    public void Settle_WritesEveryCallInItsOrder_AndGivesTheRestBack()
    {
        var (day, lease) = Taken(limit: 100);
        lease = day.Ask(lease, Call(2, "second", "/orders", "POST"), now: Noon.AddMilliseconds(1500)).Lease!;
        lease = day.Ask(lease, Call(1, "third"), now: Noon.AddSeconds(9)).Lease!;
        var (settled, events) = LeaseDecisions.Settle(day, lease);

        var settlement = Assert.IsType<LeaseSettled>(Assert.Single(events));
        Assert.Equivalent(
            new LeaseSettled(lease.Id, [new("/blog", "GET", 1, ["first", "third"], [0, 9000]), new("/orders", "POST", 2, ["second"], [1500])], 6),
            settlement,
            strict: true);
        Assert.Equal((4L, 0), (settled.Used, settled.Leases.All.Length));
        foreach (var (id, units) in new[] { ("first", 1L), ("second", 2L), ("third", 1L) })
            Assert.Equal((units, 0), (settled.Requests.Find(id)!.Value.Units, settled.Requests.Find(id)!.Value.Resets));
    }

    [Fact]
    public void Settle_Twice_OrAfterItWasForfeited_ChangesNothing()
    {
        var (day, lease) = Taken();
        var settled = LeaseDecisions.Settle(day, lease).Day;
        Assert.Empty(LeaseDecisions.Settle(settled, lease).Events);

        var forfeited = day.After(LeaseDecisions.Forfeit(day, null));
        Assert.Empty(LeaseDecisions.Settle(forfeited, lease).Events);
        Assert.Equal(5, forfeited.Used);
        Assert.Empty(LeaseDecisions.Settle(day, null).Events);
    }

    [Fact]
    public void Forfeit_ClosesEveryLeaseButOnesOwn()
    {
        var (day, lease) = Taken(limit: 100);
        day = day.Evolve(new LeaseTaken("lost-1", 7)).Evolve(new LeaseTaken("lost-2", 3));
        Assert.Equal([new LeaseForfeited("lost-1", 7), new LeaseForfeited("lost-2", 3)], LeaseDecisions.Forfeit(day, lease));

        var after = day.After(LeaseDecisions.Forfeit(day, lease));
        Assert.Equal((day.Used, 10L), (after.Used, after.Leases.Units));
        Assert.Empty(LeaseDecisions.Forfeit(after, lease));
    }

    [Fact]
    public void Refund_OfACallThatWasCovered_GivesItsUnitsBack()
    {
        var (day, lease) = Taken(limit: 100);
        lease = day.Ask(lease, Call(4, "dear")).Lease!;
        var settled = LeaseDecisions.Settle(day, lease).Day;
        var refund = QuotaDecisions.Refund(settled, Refund(null, "dear"));
        Assert.Equal((RefundResult.Refunded, 4L), (refund.Reply.Result, refund.Reply.Units));
        Assert.Equal(1, settled.After(refund).Used);
    }

    [Fact]
    public void Reset_LeavesWhatOthersMaySpendUsed()
    {
        var (day, _) = Taken();
        var reset = day.After(QuotaDecisions.Reset(day, Reset(), Default));
        Assert.Equal((5L, 5L), (reset.Used, reset.Leases.Units));
    }

    [Theory]
    [InlineData(1000, 1000, 100, 10)] // a tenth of what is left
    [InlineData(1000, 300, 10_000, 600)] // twice the demand
    [InlineData(1000, 1, 10_000, 100)] // what most need for a while
    [InlineData(1000, 50, 10_000, 100)]
    [InlineData(1000, 51, 10_000, 102)]
    [InlineData(8, 1000, 1_000, 8)] // the most of one lease
    [InlineData(1000, 1000, 9, 1)]
    [InlineData(1000, 1000, 0, 1)]
    [InlineData(1000, 0, 10_000, 0)] // who did not call lately takes none
    public void SizeFor_IsTheLeastOfThree(long maxUnits, long demand, long remaining, long size) =>
        Assert.Equal(size, new LeaseTerms(maxUnits, TimeSpan.FromSeconds(10), demand).SizeFor(remaining));

    // Calls until the lease is settled, and what that takes in the log.
    private static int BytesOfALeaseOf(Func<int, ChargeCalls> call)
    {
        var (day, lease) = (With(new DayOpened(1_000_000, 0)), default(HeldLease));
        for (var calls = 1; ; calls++)
        {
            var charge = day.Ask(lease, call(calls));
            if (lease is not null && charge.Events.Count > 0)
                return QuotaEventCodec.Encode(lease.ToSettled()).Data.Length;
            (day, lease) = (day.After(charge), charge.Lease);
        }
    }
}
