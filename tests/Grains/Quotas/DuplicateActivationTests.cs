using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

/// <summary>Two clusters over one store are the worst duplicate activation there is: neither knows of the other.</summary>
public sealed class DuplicateActivationTests
{
    private const string Alice = "alice@example.com";

    [Fact]
    public async Task TwoClusters_SameUser_TogetherExactlyTheLimit()
    {
        var store = new InMemoryEventStore();
        await using var one = await SharedStoreCluster.StartAsync(store: store);
        await using var two = await SharedStoreCluster.StartAsync(store: store);

        var charges = Task.WhenAll(Enumerable.Range(0, 200).Select(i => (i % 2 == 0 ? one : two).ChargeUntilDecidedAsync(Alice, Calls.New())));
        await Task.WhenAll(one.AdvanceUntilDoneAsync(charges), two.AdvanceUntilDoneAsync(charges));
        var replies = await charges;

        Assert.Equal(50, replies.CountAllowed());
        Assert.Equal(150, replies.Count(reply => reply.Status == QuotaStatus.Denied));
        Assert.Equal(50, (await store.ReadDayAsync(Alice, "2026-11-22")).Charged());
    }

    [Fact]
    public async Task StaleActivation_IsRefusedByTheStore_AndDecidesNothing()
    {
        var store = new FaultInjectingEventStore(new InMemoryEventStore());
        await using var one = await SharedStoreCluster.StartAsync(store: store, quota: LimitOfThree);
        await using var two = await SharedStoreCluster.StartAsync(store: store, quota: LimitOfThree);
        await one.Quota(Alice).Charge(Calls.New()); // one knows version 2
        await two.Quota(Alice).Charge(Calls.New());
        await two.Quota(Alice).Charge(Calls.New()); // the limit is reached, and one does not know

        var stale = await one.Quota(Alice).Charge(Calls.New());
        var charge = one.ChargeUntilDecidedAsync(Alice, Calls.New());
        await one.AdvanceUntilDoneAsync(charge);
        var survivor = await charge;

        Assert.Equal(QuotaStatus.Superseded, stale.Status);
        Assert.Equal(QuotaStatus.Denied, survivor.Status);
        Assert.Equal(3, (await store.ReadDayAsync(Alice, "2026-11-22")).Charged());
    }

    // A call may be in its hands while Orleans ends it, for calls of its own silo come without a message.
    [Fact]
    public async Task StaleActivation_ThatHasEnded_SaysThatItIsSuperseded()
    {
        var store = new InMemoryEventStore();
        await using var one = await SharedStoreCluster.StartAsync(store: store);
        await using var two = await SharedStoreCluster.StartAsync(store: store);
        await one.Quota(Alice).Charge(Calls.New());
        await two.Quota(Alice).Charge(Calls.New());
        var stale = one.QuotaInUse(Alice);
        await one.DeactivateAsync(Alice);

        var reply = await stale!.ChargeAsync(Calls.New().ToCommand());

        Assert.Equal(QuotaStatus.Superseded, reply.Status);
    }

    private static void LimitOfThree(QuotaOptions options) => options.DefaultDailyLimit = 3;
}
