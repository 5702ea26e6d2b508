using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas.Leases;

/// <summary>Words for tests of leased durability.</summary>
internal static class LeasedCluster
{
    public const string Alice = "alice@example.com";
    public const string Today = "2026-11-22";

    public static readonly TimeSpan SettleAfter = TimeSpan.FromSeconds(10);

    public static Task<SharedStoreCluster> StartAsync(IEventStore store, long limit = 50, int silos = 1) =>
        SharedStoreCluster.StartAsync(silos, store, quota: options =>
        {
            options.DefaultDailyLimit = limit;
            options.Durability = QuotaDurability.Leased;
        });

    /// <summary>Charges one call after the other, so that the demand grows and leases are taken.</summary>
    public static async Task<IReadOnlyList<(ChargeRequest Call, QuotaReply Reply)>> ChargeInTurn(this IQuotaGrain grain, int calls)
    {
        var replies = new List<(ChargeRequest, QuotaReply)>();
        for (var i = 0; i < calls; i++)
        {
            var call = Calls.New();
            replies.Add((call, await grain.Charge(call)));
        }

        return replies;
    }

    public static async Task<QuotaState> FoldAsync(this IEventStore store, string day = Today)
    {
        Assert.True(QuotaDay.TryParse(day, out var when));
        return (await store.ReadDayAsync(Alice, day)).Aggregate(QuotaState.Initial(when), (state, happened) => state.Evolve(happened));
    }

    /// <summary>The ids of the calls that the log knows of, whether charged one by one or from a lease.</summary>
    public static async Task<IReadOnlyList<string>> CallsInLogAsync(this IEventStore store, string day = Today) =>
    [
        .. (await store.ReadDayAsync(Alice, day)).SelectMany(happened => happened switch
        {
            CallsCharged charged => [charged.RequestId],
            LeaseSettled settled => settled.Charges.SelectMany(charges => charges.RequestIds),
            _ => Enumerable.Empty<string>(),
        }),
    ];

    /// <summary>Lets the time of all leases pass, and waits until the log says what became of them.</summary>
    public static async Task UntilSettledAsync(this SharedStoreCluster cluster, string day = Today)
    {
        cluster.Clock.Advance(SettleAfter);
        while ((await cluster.Store.FoldAsync(day)).Leases.All.Length > 0)
        {
            cluster.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }
}
