using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

public sealed class ParallelChargeTests
{
    [Fact]
    public async Task TwoHundredParallelCharges_LimitFifty_ExactlyFiftyAllowed()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(silos: 3);

        var replies = await cluster.Quota("alice@example.com").ChargeInParallel(200);

        Assert.Equal(50, replies.CountAllowed());
        Assert.Equal(150, replies.Count(reply => reply.Status == QuotaStatus.Denied));
        var log = await cluster.Store.ReadDayAsync("alice@example.com", "2026-11-22");
        Assert.Equal(50, log.Charged());
        Assert.Single(log.OfType<QuotaExhausted>());
    }

    [Fact]
    public async Task TwentyPrincipalsAtOnce_EachExactlyItsLimit()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(silos: 3);
        var principals = Enumerable.Range(0, 20).Select(i => $"user{i}@example.com").ToArray();

        var replies = await Task.WhenAll(principals.Select(principal => cluster.Quota(principal).ChargeInParallel(120)));

        Assert.All(replies, each => Assert.Equal(50, each.CountAllowed()));
        foreach (var principal in principals)
            Assert.Equal(50, (await cluster.Store.ReadDayAsync(principal, "2026-11-22")).Charged());
    }

    [Fact]
    public async Task EveryAllowedReply_ShowsTheFoldOfTheStreamAtItsVersion()
    {
        await using var cluster = await SharedStoreCluster.StartAsync();

        var replies = await cluster.Quota("alice@example.com").ChargeInParallel(80);

        var log = await cluster.Store.ReadDayAsync("alice@example.com", "2026-11-22");
        Assert.All(replies, reply =>
            Assert.Equal(log.Take((int)reply.Quota!.Version).Charged(), reply.Quota.Used));
    }

    [Fact]
    public async Task QueuedCharges_ShareBatches()
    {
        var store = new FaultInjectingEventStore(new InMemoryEventStore());
        await using var cluster = await SharedStoreCluster.StartAsync(store: store, quota: options => options.DefaultDailyLimit = 1000);
        var grain = cluster.Quota("alice@example.com");

        store.Hold();
        var first = grain.Charge(Calls.New());
        await store.Arrived;
        var others = grain.ChargeInParallel(100);
        await cluster.UntilWaitingAsync("alice@example.com", 101);
        store.Release();
        await Task.WhenAll(first, others);

        Assert.Equal(2, store.Appends);
    }
}
