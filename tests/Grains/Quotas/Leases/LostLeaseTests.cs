using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;
using static Tollgate.Grains.Tests.Quotas.Leases.LeasedCluster;

namespace Tollgate.Grains.Tests.Quotas.Leases;

/// <summary>Leases whose owner crashed, is cut off, or whose store failed.</summary>
public sealed class LostLeaseTests
{
    private readonly FaultInjectingEventStore _store = new(new InMemoryEventStore());

    [Fact]
    public async Task RefusedLease_NobodyWasAllowedFromIt_AndTheNextCallStartsFromTheLog()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        await grain.Charge(Calls.New());
        _store.Next(AppendFault.Refused);

        Assert.Equal(QuotaStatus.Unavailable, (await grain.Charge(Calls.New())).Status);
        Assert.Equal((QuotaStatus.Done, 2L), (await grain.Charge(Calls.New())) is var next ? (next.Status, next.Quota!.Used) : default);
    }

    [Fact]
    public async Task RefusedSettlement_IsWrittenByTheDayThatIsLoadedAfter()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        var calls = await grain.ChargeInTurn(20);
        _store.Next(AppendFault.Refused);

        var reset = await grain.Reset(new ResetRequest("reset-1", "admin", "why"));
        Assert.Equal(QuotaStatus.Unavailable, reset.Status);
        Assert.Equal(QuotaStatus.Done, (await grain.Read(null)).Status);

        await cluster.UntilSettledAsync();
        Assert.Equal(calls.Select(charge => charge.Call.RequestId), await _store.CallsInLogAsync());
        Assert.Equal(20, (await _store.FoldAsync()).Used);
    }

    [Fact]
    public async Task LostAnswers_SettleOnce()
    {
        await using var cluster = await StartAsync(_store, limit: 1_000);
        var grain = cluster.Quota(Alice);
        _store.Next(Enumerable.Repeat(AppendFault.LostAnswer, 20).ToArray());
        var charging = grain.ChargeInTurn(100);
        await cluster.AdvanceUntilDoneAsync(charging);

        Assert.All(await charging, charge => Assert.Equal(QuotaStatus.Done, charge.Reply.Status));
        await cluster.UntilSettledAsync();
        Assert.Equal(100, (await _store.FoldAsync()).Used);
        Assert.Equal(100, (await _store.CallsInLogAsync()).Distinct().Count());
    }

    [Fact]
    public async Task LostOwner_ItsLeaseStaysUsed_AndTheLogSaysSoInTime()
    {
        await using var dead = await StartAsync(_store, limit: 1_000);
        await dead.Quota(Alice).ChargeInTurn(20);
        var open = (await _store.FoldAsync()).Leases.Units;
        Assert.True(open > 0);

        // The other cluster knows nothing of the first, whose clock stands still: as good as dead.
        await using var alive = await StartAsync(_store, limit: 1_000);
        var grain = alive.Quota(Alice);
        var first = await grain.Charge(Calls.New());
        Assert.True(first.Quota!.Used > 20 && (await _store.FoldAsync()).Leases.Units >= open);

        alive.Clock.Advance(2 * SettleAfter + TimeSpan.FromSeconds(1));
        var later = await grain.Charge(Calls.New());

        Assert.Equal(first.Quota.Used + 1, later.Quota!.Used);
        Assert.Equal(open, (await _store.ReadDayAsync(Alice, Today)).OfType<LeaseForfeited>().Sum(lost => lost.Units));
    }

    [Fact]
    public async Task StaleOwner_SettlesLate_AndIsThenGone()
    {
        await using var one = await StartAsync(_store, limit: 1_000);
        await using var two = await StartAsync(_store, limit: 1_000);
        var calls = await one.Quota(Alice).ChargeInTurn(20);
        await two.Quota(Alice).Charge(Calls.New());

        // What it still holds it may spend, for it is durable; then it finds out that it is stale.
        var rest = one.ChargeUntilDecidedAsync(Alice, Calls.New(units: 100));
        await one.AdvanceUntilDoneAsync(rest);

        Assert.Equal(QuotaStatus.Done, (await rest).Status);
        await UntilAsync(async () => (await _store.CallsInLogAsync()).Count >= 21);
        Assert.Empty(calls.Select(charge => charge.Call.RequestId).Except(await _store.CallsInLogAsync()));
        Assert.Empty((await _store.ReadDayAsync(Alice, Today)).OfType<LeaseForfeited>());
    }

    [Fact]
    public async Task TwoClusters_SameUser_NeverMoreThanTheLimit_AndAllOfItInTheEnd()
    {
        await using var one = await StartAsync(_store, limit: 200);
        await using var two = await StartAsync(_store, limit: 200);
        var allowed = 0;
        for (var round = 0; round < 8; round++)
        {
            var charges = Task.WhenAll(Enumerable.Range(0, 60).Select(i => (i % 2 == 0 ? one : two).ChargeUntilDecidedAsync(Alice, Calls.New())));
            await Task.WhenAll(one.AdvanceUntilDoneAsync(charges), two.AdvanceUntilDoneAsync(charges));
            allowed += (await charges).CountAllowed();
            Assert.True((await _store.FoldAsync()).Used >= allowed);
            one.Clock.Advance(SettleAfter);
            two.Clock.Advance(SettleAfter);
        }

        Assert.Equal(200, allowed);
        await UntilAsync(async () => (await _store.CallsInLogAsync()).Count == 200);
    }

    [Fact]
    public async Task StrictSilo_CountsWhatALeasedOneLeftOpen()
    {
        await using (var leased = await StartAsync(_store, limit: 100))
            await leased.Quota(Alice).ChargeInTurn(20);
        var left = (await _store.FoldAsync()).Used;

        await using var strict = await SharedStoreCluster.StartAsync(store: _store, quota: options => options.DefaultDailyLimit = 100);
        var replies = await strict.Quota(Alice).ChargeInParallel(100);

        Assert.Equal(100 - left, replies.CountAllowed());
    }

    private static async Task UntilAsync(Func<Task<bool>> condition)
    {
        while (!await condition())
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
