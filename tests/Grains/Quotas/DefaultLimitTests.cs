using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

/// <summary>The configured default is what a day opens with: a change reaches everybody with the next day, and nobody within one.</summary>
public sealed class DefaultLimitTests
{
    private const string Alice = "alice@example.com";

    private readonly InMemoryEventStore _store = new();

    [Theory]
    [InlineData(3, 5)]
    [InlineData(3, 1)]
    [InlineData(3, 0)]
    public async Task ChangedDefault_LeavesTheOpenDay_AndReachesTheNextOne(int before, int after)
    {
        await using (var old = await StartAsync(before))
            Assert.Equal(QuotaStatus.Done, (await old.Quota(Alice).Charge(Calls.New())).Status);

        await using var cluster = await StartAsync(after);
        var today = await cluster.Quota(Alice).ChargeInParallel(10);
        cluster.Clock.Advance(TimeSpan.FromDays(1));
        var tomorrow = await cluster.Quota(Alice).ChargeInParallel(10);

        Assert.Equal(before - 1, today.CountAllowed());
        Assert.Equal(after, tomorrow.CountAllowed());
    }

    private Task<SharedStoreCluster> StartAsync(int limit) =>
        SharedStoreCluster.StartAsync(store: _store, quota: options => options.DefaultDailyLimit = limit);
}
