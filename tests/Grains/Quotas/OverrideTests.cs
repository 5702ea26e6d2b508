using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

public sealed class OverrideTests
{
    private const string Alice = "alice@example.com";
    private const string Today = "2026-11-22";

    private readonly FaultInjectingEventStore _store = new(new InMemoryEventStore());

    [Fact]
    public async Task Raise_WorksOnTheNextCall()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        await grain.Charge(Calls.New());
        Assert.Equal(QuotaStatus.Denied, (await grain.Charge(Calls.New())).Status);

        var raised = await grain.Override(To(5));

        Assert.Equal((QuotaStatus.Done, 5L, 1L), (raised.Status, raised.Quota!.Limit, raised.Quota.Used));
        Assert.Equal(QuotaStatus.Done, (await grain.Charge(Calls.New())).Status);
    }

    [Fact]
    public async Task LoweredUnderWhatIsUsed_LeavesNothing()
    {
        await using var cluster = await StartAsync(limit: 5);
        var grain = cluster.Quota(Alice);
        await grain.ChargeInParallel(4);

        var lowered = await grain.Override(To(2));

        Assert.Equal(0, lowered.Quota!.ToReading().Remaining);
        Assert.Equal(QuotaStatus.Denied, (await grain.Charge(Calls.New())).Status);
    }

    [Fact]
    public async Task Blocked_BeforeTheDayIsOpened_AllowsNothing_UntilRemoved()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        await grain.Override(To(0));
        Assert.Equal(QuotaStatus.Denied, (await grain.Charge(Calls.New())).Status);

        var removed = await grain.RemoveOverride(new ActorRequest("admin@example.com", "sorted out"));

        Assert.Equal(1, removed.Quota!.Limit);
        Assert.Equal(QuotaStatus.Done, (await grain.Charge(Calls.New())).Status);
    }

    [Fact]
    public async Task SameAgain_WritesNothing()
    {
        await using var cluster = await StartAsync();
        await cluster.Quota(Alice).Override(To(5));
        var appends = _store.Appends;

        var again = await cluster.Quota(Alice).Override(To(5));

        Assert.Equal(QuotaStatus.Replayed, again.Status);
        Assert.Equal(appends, _store.Appends);
    }

    [Fact]
    public async Task UntilDay_EndsWithThatDay()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        await grain.Override(new OverrideRequest(3, new DateOnly(2026, 11, 23), "admin@example.com", "two days"));

        Assert.Equal(3, (await grain.ChargeInParallel(5)).CountAllowed());
        cluster.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(3, (await grain.ChargeInParallel(5)).CountAllowed());
        cluster.Clock.Advance(TimeSpan.FromDays(1));
        Assert.Equal(1, (await grain.ChargeInParallel(5)).CountAllowed());
    }

    [Fact]
    public async Task SetInOneCluster_IsInForceInTheOtherWithinASecond_ThoughItRefuses()
    {
        await using var one = await StartAsync();
        await using var other = await StartAsync();
        await other.Quota(Alice).Charge(Calls.New());
        Assert.Equal(QuotaStatus.Denied, (await other.Quota(Alice).Charge(Calls.New())).Status);

        await one.Quota(Alice).Override(To(5));
        other.Clock.Advance(TimeSpan.FromSeconds(1));

        var charge = other.ChargeUntilDecidedAsync(Alice, Calls.New());
        await other.AdvanceUntilDoneAsync(charge);
        Assert.Equal(QuotaStatus.Done, (await charge).Status);
    }

    [Fact]
    public async Task CrashBetweenAccountAndDay_IsMadeGoodWhenTheDayIsLoaded()
    {
        await using (var before = await StartAsync())
        {
            await before.Quota(Alice).Charge(Calls.New());
            _store.Next(AppendFault.None, AppendFault.Refused); // the account is written, the day is not
            Assert.Equal(QuotaStatus.Unavailable, (await before.Quota(Alice).Override(To(5))).Status);
        }

        await using var after = await StartAsync();

        var reply = await after.Quota(Alice).Charge(Calls.New());
        Assert.Equal((QuotaStatus.Done, 5L), (reply.Status, reply.Quota!.Limit));
        var changed = Assert.Single((await _store.ReadDayAsync(Alice, Today)).OfType<LimitChanged>());
        Assert.Equal(new LimitChanged(5, 1, "admin@example.com", "a customer"), changed);
    }

    [Fact]
    public async Task ManyDenials_AskTheStoreOnceASecondAtMost()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        await grain.ChargeInParallel(2);
        cluster.Clock.Advance(TimeSpan.FromSeconds(2));
        var (reads, appends) = (_store.Reads, _store.Appends);

        await grain.ChargeInParallel(200);
        await grain.ChargeInParallel(200);

        Assert.Equal(reads + 1 + CopyReads(cluster), _store.Reads);
        Assert.Equal(appends, _store.Appends);
    }

    // The role map's follower reads too, every two seconds of the fake clock: once here.
    private static int CopyReads(SharedStoreCluster cluster) => cluster.Silos.Count;

    private static OverrideRequest To(long limit) => new(limit, null, "admin@example.com", "a customer");

    private Task<SharedStoreCluster> StartAsync(long limit = 1) =>
        SharedStoreCluster.StartAsync(store: _store, quota: options => options.DefaultDailyLimit = limit);
}
