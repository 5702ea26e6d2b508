using Tollgate.Domain;
using Tollgate.Domain.Quotas;
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
        await using var one = await SharedStoreCluster.StartAsync(store: store, quota: Patient);
        await using var two = await SharedStoreCluster.StartAsync(store: store, quota: Patient);

        var charges = Task.WhenAll(Enumerable.Range(0, 200).Select(i => ChargeAsync(i % 2 == 0 ? one : two)));
        await Task.WhenAll(one.AdvanceUntilDoneAsync(charges), two.AdvanceUntilDoneAsync(charges));
        var replies = await charges;

        Assert.Equal(50, replies.CountAllowed());
        Assert.Equal(150, replies.Count(reply => reply.Status == ChargeStatus.Denied));
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
        var charge = ChargeAsync(one);
        await one.AdvanceUntilDoneAsync(charge);
        var survivor = await charge;

        Assert.Equal(ChargeStatus.Superseded, stale.Status);
        Assert.Equal(ChargeStatus.Denied, survivor.Status);
        Assert.Equal(3, (await store.ReadDayAsync(Alice, "2026-11-22")).Charged());
    }

    private static void LimitOfThree(QuotaOptions options)
    {
        Patient(options);
        options.DefaultDailyLimit = 3;
    }

    // The fake clock runs ahead of the real one while it waits for the survivor.
    private static void Patient(QuotaOptions options) => options.DecisionTimeoutMs = 60_000;

    private static Task<ChargeReply> ChargeAsync(SharedStoreCluster cluster)
    {
        Assert.True(Principal.TryParse(Alice, lowerCase: false, out var alice));
        var request = Calls.New();
        Assert.True(RequestId.TryParse(request.RequestId, out var id));
        return cluster.ServiceOf<QuotaClient>(cluster.Silos[0]).ChargeAsync(alice, new ChargeCalls(id, Units.One, request.Resource, request.Method));
    }
}
