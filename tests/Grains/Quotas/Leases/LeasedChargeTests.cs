using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;
using static Tollgate.Grains.Tests.Quotas.Leases.LeasedCluster;

namespace Tollgate.Grains.Tests.Quotas.Leases;

public sealed class LeasedChargeTests
{
    private readonly FaultInjectingEventStore _store = new(new InMemoryEventStore());

    [Fact]
    public async Task TwoHundredParallelCharges_LimitFifty_ExactlyFiftyAllowed_AndAllInTheLogOnceSettled()
    {
        await using var cluster = await StartAsync(_store);

        var replies = await cluster.Quota(Alice).ChargeInParallel(200);

        Assert.Equal(50, replies.CountAllowed());
        Assert.Equal(150, replies.Count(reply => reply.Status == QuotaStatus.Denied));
        await cluster.UntilSettledAsync();
        Assert.Equal(50, (await _store.FoldAsync()).Used);
        Assert.Equal(50, (await _store.CallsInLogAsync()).Distinct().Count());
    }

    [Fact]
    public async Task ManyCalls_AreAFewWrites_AndEveryAnswerIsTheFoldAtItsVersion()
    {
        await using var cluster = await StartAsync(_store, limit: 100_000);

        var replies = await cluster.Quota(Alice).ChargeInTurn(1_000);

        Assert.All(replies, charge => Assert.Equal(QuotaStatus.Done, charge.Reply.Status));
        Assert.InRange(_store.Appends, 1, 8); // 1, 100, 200, 400 ... calls from one write
        var events = await _store.ReadDayAsync(Alice, Today);
        foreach (var reading in replies.Select(charge => charge.Reply.Quota!))
        {
            var fold = events.Take((int)reading.Version).Aggregate(QuotaState.Initial(new QuotaDay(reading.Day)), (state, happened) => state.Evolve(happened));
            Assert.Equal((fold.Limit, fold.Used), (reading.Limit, reading.Used));
        }

        await cluster.UntilSettledAsync();
        Assert.Equal(replies.Select(charge => charge.Call.RequestId), await _store.CallsInLogAsync());
        Assert.Equal(1_000, (await _store.FoldAsync()).Used);
    }

    [Fact]
    public async Task CallsFarApart_TakeNoLease()
    {
        await using var cluster = await StartAsync(_store, limit: 100_000);
        for (var i = 0; i < 5; i++)
        {
            await cluster.Quota(Alice).Charge(Calls.New());
            cluster.Clock.Advance(SettleAfter);
        }

        Assert.Equal(5, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }

    [Fact]
    public async Task CallLateInALeasesLife_SettlesItAndTakesTheNextInOneWrite()
    {
        await using var cluster = await StartAsync(_store, limit: 100_000);
        var grain = cluster.Quota(Alice);
        await grain.ChargeInTurn(20);
        var written = _store.Appends;

        cluster.Clock.Advance(0.55 * SettleAfter);
        await grain.Charge(Calls.New());
        Assert.Equal(written, _store.Appends);

        cluster.Clock.Advance(0.25 * SettleAfter);
        await grain.Charge(Calls.New());

        Assert.Equal(written + 1, _store.Appends);
        Assert.Equal(21, (await _store.CallsInLogAsync()).Count);
        Assert.Single((await _store.FoldAsync()).Leases.All);
    }

    // Forty on one side of the middle by chance: once in five hundred billion runs.
    [Fact]
    public async Task LeasesOfOneMoment_AreNotRenewedAtOneMoment()
    {
        await using var cluster = await StartAsync(_store, limit: 100_000);
        var grains = Enumerable.Range(0, 40).Select(n => cluster.Quota($"user-{n}@example.com")).ToList();
        foreach (var grain in grains)
            await grain.ChargeInTurn(20);
        var taken = cluster.Clock.GetUtcNow();

        Assert.Equal(0, await RenewedAtAsync(0.59));
        var early = await RenewedAtAsync(0.675);
        Assert.InRange(early, 1, grains.Count - 1);
        Assert.Equal(grains.Count - early, await RenewedAtAsync(0.76));

        async Task<int> RenewedAtAsync(double partOfLife)
        {
            var written = _store.Appends;
            cluster.Clock.SetUtcNow(taken + (partOfLife * SettleAfter));
            foreach (var grain in grains)
                await grain.Charge(Calls.New());
            return _store.Appends - written;
        }
    }

    [Fact]
    public async Task Override_IsInForceOnTheNextCall_ThoughALeaseWasHeld()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        await grain.ChargeInTurn(20);
        Assert.NotEmpty((await _store.FoldAsync()).Leases.All);

        var blocked = await grain.Override(new OverrideRequest(0, null, "admin", "abuse"));

        Assert.Equal((QuotaStatus.Done, 0L, 20L), (blocked.Status, blocked.Quota!.Limit, blocked.Quota.Used));
        Assert.Equal(QuotaStatus.Denied, (await grain.Charge(Calls.New())).Status);
    }

    [Fact]
    public async Task RefundAndReset_SeeEveryCharge()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        var calls = await grain.ChargeInTurn(20);

        var refunded = await grain.Refund(new RefundRequest(null, calls[^1].Call.RequestId, null, "admin", "why"));
        Assert.Equal((QuotaStatus.Done, 1L, 19L), (refunded.Status, refunded.Units, refunded.Quota!.Used));
        Assert.Equal(QuotaStatus.Conflict, (await grain.Charge(calls[^1].Call)).Status);

        await grain.ChargeInTurn(20);
        var reset = await grain.Reset(new ResetRequest("reset-1", "admin", "why"));
        Assert.Equal((QuotaStatus.Done, 0L), (reset.Status, reset.Quota!.Used));
    }

    [Fact]
    public async Task SameCallAgain_IsReplayed_BeforeAndAfterItIsSettled()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        var call = (await grain.ChargeInTurn(20))[^1].Call;

        Assert.Equal(QuotaStatus.Replayed, (await grain.Charge(call)).Status);
        Assert.Equal(QuotaStatus.Conflict, (await grain.Charge(call with { Units = 2 })).Status);
        await cluster.UntilSettledAsync();
        Assert.Equal(QuotaStatus.Replayed, (await grain.Charge(call)).Status);
        Assert.Equal(20, (await _store.FoldAsync()).Used);
    }

    [Fact]
    public async Task Deactivation_SettlesTheLease()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var calls = await cluster.Quota(Alice).ChargeInTurn(20);

        await cluster.DeactivateAsync(Alice);

        var day = await _store.FoldAsync();
        Assert.Equal((20L, 0), (day.Used, day.Leases.All.Length));
        Assert.Equal(calls.Select(charge => charge.Call.RequestId), await _store.CallsInLogAsync());
    }

    [Fact]
    public async Task Midnight_SettlesTheLeaseInItsOwnDay()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        cluster.Clock.SetUtcNow(new DateTimeOffset(2026, 11, 22, 23, 59, 58, TimeSpan.Zero));
        await grain.ChargeInTurn(20);
        cluster.Clock.Advance(TimeSpan.FromSeconds(3));

        var next = await grain.Charge(Calls.New());

        Assert.Equal((new DateOnly(2026, 11, 23), 1L), (next.Quota!.Day, next.Quota.Used));
        await cluster.UntilSettledAsync();
        Assert.Equal(20, (await _store.FoldAsync()).Used);
        Assert.Equal(20, (await _store.CallsInLogAsync()).Count);
    }

    [Fact]
    public async Task Calls_WaitForTheLeaseThatCoversThem()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        await grain.Charge(Calls.New());
        _store.Hold();
        var covered = new[] { grain.Charge(Calls.New()), grain.Charge(Calls.New()) };
        await _store.Arrived;
        await cluster.UntilWaitingAsync(Alice, 2);
        Assert.DoesNotContain(covered, charge => charge.IsCompleted);

        _store.Release();

        Assert.Equal(2, (await Task.WhenAll(covered)).CountAllowed());
        Assert.Equal(99, (await _store.ReadDayAsync(Alice, Today)).OfType<LeaseTaken>().Single().Units); // a tenth of what was left
    }
}
