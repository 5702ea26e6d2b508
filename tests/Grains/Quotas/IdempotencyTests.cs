using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

public sealed class IdempotencyTests
{
    private const string Alice = "alice@example.com";
    private const string Today = "2026-11-22";

    private readonly FaultInjectingEventStore _store = new(new InMemoryEventStore());

    [Fact]
    public async Task SameCallAgain_IsAnsweredAgainAndChargedOnce()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        var call = Calls.New(units: 3);

        var first = await cluster.Quota(Alice).Charge(call);
        var second = await cluster.Quota(Alice).Charge(call);

        Assert.Equal((QuotaStatus.Done, 3L), (first.Status, first.Quota!.Used));
        Assert.Equal((QuotaStatus.Replayed, 3L), (second.Status, second.Quota!.Used));
        Assert.Equal(3, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }

    [Fact]
    public async Task SameCallWhileTheFirstIsQueued_SharesItsOutcome()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        var call = Calls.New();
        _store.Hold();
        var first = cluster.Quota(Alice).Charge(call);
        await _store.Arrived;
        var second = cluster.Quota(Alice).Charge(call);
        await cluster.UntilWaitingAsync(Alice, 2);
        Assert.False(second.IsCompleted);

        _store.Release();

        Assert.Equal(QuotaStatus.Done, (await first).Status);
        Assert.Equal(QuotaStatus.Replayed, (await second).Status);
        Assert.Equal(1, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }

    [Fact]
    public async Task SameIdForAnotherCall_IsAConflict()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        var call = Calls.New();
        await cluster.Quota(Alice).Charge(call);

        Assert.Equal(QuotaStatus.Conflict, (await cluster.Quota(Alice).Charge(call with { Units = 2 })).Status);
        Assert.Equal(QuotaStatus.Conflict, (await cluster.Quota(Alice).Charge(call with { Resource = "/other" })).Status);
        Assert.Equal(QuotaStatus.Conflict, (await cluster.Quota(Alice).Charge(call with { Method = "POST" })).Status);
    }

    [Fact]
    public async Task SameCallAfterTheActivationIsGone_IsStillKnown()
    {
        var call = Calls.New();
        await using (var before = await SharedStoreCluster.StartAsync(store: _store))
            await before.Quota(Alice).Charge(call);

        await using var after = await SharedStoreCluster.StartAsync(store: _store);

        Assert.Equal(QuotaStatus.Replayed, (await after.Quota(Alice).Charge(call)).Status);
    }

    [Fact]
    public async Task SameCallInTwoClustersAtOnce_IsChargedOnce()
    {
        await using var one = await SharedStoreCluster.StartAsync(store: _store);
        await using var two = await SharedStoreCluster.StartAsync(store: _store);
        var calls = Enumerable.Range(0, 20).Select(_ => Calls.New()).ToArray();

        var charges = Task.WhenAll(calls.SelectMany(call => new[] { one.ChargeUntilDecidedAsync(Alice, call), two.ChargeUntilDecidedAsync(Alice, call) }));
        await Task.WhenAll(one.AdvanceUntilDoneAsync(charges), two.AdvanceUntilDoneAsync(charges));

        Assert.Equal(20, (await charges).Count(reply => reply.Status == QuotaStatus.Done));
        Assert.Equal(20, (await charges).Count(reply => reply.Status == QuotaStatus.Replayed));
        Assert.Equal(20, (await _store.ReadDayAsync(Alice, Today)).Charged());
    }
}
