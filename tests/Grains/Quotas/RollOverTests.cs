using Microsoft.Extensions.Time.Testing;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

public sealed class RollOverTests
{
    private const string Alice = "alice@example.com";

    private static readonly DateTimeOffset LastMillisecond = new(2026, 11, 22, 23, 59, 59, 999, TimeSpan.Zero);

    private readonly InMemoryEventStore _store = new();

    [Fact]
    public async Task LastMillisecondAndMidnight_AreDifferentDays()
    {
        await using var cluster = await StartAsync(LastMillisecond, limit: 1);
        var grain = cluster.Quota(Alice);

        var before = await grain.Charge(Calls.New());
        var refused = await grain.Charge(Calls.New());
        cluster.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var after = await grain.Charge(Calls.New());

        Assert.Equal((QuotaStatus.Done, new DateOnly(2026, 11, 22)), (before.Status, before.Quota!.Day));
        Assert.Equal(QuotaStatus.Denied, refused.Status);
        Assert.Equal((QuotaStatus.Done, new DateOnly(2026, 11, 23)), (after.Status, after.Quota!.Day));
    }

    [Fact]
    public async Task ClockSetBack_SameActivation_DayStaysTheNewOne()
    {
        await using var cluster = await StartAsync(LastMillisecond.AddMinutes(5), limit: 1);
        var grain = cluster.Quota(Alice);
        await grain.Charge(Calls.New());

        cluster.Clock.AdjustTime(LastMillisecond.AddMinutes(-5));

        var reply = await grain.Charge(Calls.New());
        Assert.Equal((QuotaStatus.Denied, new DateOnly(2026, 11, 23)), (reply.Status, reply.Quota!.Day));
    }

    [Fact]
    public async Task ClockSetBack_NewActivation_FindsTheOpenDay()
    {
        await using (var ahead = await StartAsync(LastMillisecond.AddMinutes(5), limit: 1))
            await ahead.Quota(Alice).Charge(Calls.New());

        await using var behind = await StartAsync(LastMillisecond.AddMinutes(-5), limit: 1);

        var reply = await behind.Quota(Alice).Charge(Calls.New());
        Assert.Equal((QuotaStatus.Denied, new DateOnly(2026, 11, 23)), (reply.Status, reply.Quota!.Day));
    }

    [Fact]
    public async Task ClockBehind_AlreadyActive_NoticesWithinASecondThatTomorrowIsOpen()
    {
        await using var behind = await StartAsync(LastMillisecond.AddMinutes(-5), limit: 1);
        await behind.Quota(Alice).Charge(Calls.New());
        await using var ahead = await StartAsync(LastMillisecond.AddMinutes(5), limit: 1);
        await ahead.Quota(Alice).Charge(Calls.New());

        behind.Clock.Advance(TimeSpan.FromSeconds(1));

        var reply = await behind.Quota(Alice).Charge(Calls.New());
        Assert.Equal((QuotaStatus.Denied, new DateOnly(2026, 11, 23)), (reply.Status, reply.Quota!.Day));
    }

    [Fact]
    public async Task ClockThatWasYearsAhead_IsAbandoned_AndTodaysCountIsFoundAgain()
    {
        await using var cluster = await StartAsync(SharedStoreCluster.Noon, limit: 2);
        var grain = cluster.Quota(Alice);
        await grain.Charge(Calls.New());
        cluster.Clock.AdjustTime(SharedStoreCluster.Noon.AddYears(3));
        Assert.Equal(new DateOnly(2029, 11, 22), (await grain.Charge(Calls.New())).Quota!.Day);

        cluster.Clock.AdjustTime(SharedStoreCluster.Noon.AddMinutes(1));

        var reply = await grain.Charge(Calls.New());
        Assert.Equal((QuotaStatus.Done, new DateOnly(2026, 11, 22), 2L), (reply.Status, reply.Quota!.Day, reply.Quota.Used));
    }

    [Fact]
    public async Task AWeekAsleep_TheNextCallFindsAnotherDay()
    {
        await using var cluster = await StartAsync(SharedStoreCluster.Noon, limit: 1);
        var grain = cluster.Quota(Alice);
        await grain.Charge(Calls.New());

        cluster.Clock.Advance(TimeSpan.FromDays(7));

        var reply = await grain.Charge(Calls.New());
        Assert.Equal((QuotaStatus.Done, new DateOnly(2026, 11, 29), 1L), (reply.Status, reply.Quota!.Day, reply.Quota.Used));
    }

    [Fact]
    public async Task Midnight_UnderParallelCalls_EachDayExactlyItsLimit()
    {
        await using var cluster = await StartAsync(LastMillisecond, limit: 50);
        var grain = cluster.Quota(Alice);

        var before = grain.ChargeInParallel(100);
        cluster.Clock.Advance(TimeSpan.FromMilliseconds(1));
        var after = grain.ChargeInParallel(100);

        var replies = (await before).Concat(await after).Where(reply => reply.Status == QuotaStatus.Done).ToLookup(reply => reply.Quota!.Day);
        foreach (var day in replies)
            Assert.Equal(day.Count(), (await _store.ReadDayAsync(Alice, day.Key.ToString("yyyy-MM-dd"))).Charged());
        Assert.Equal(50, replies[new DateOnly(2026, 11, 23)].Count());
    }

    [Fact]
    public async Task Read_DayNeverOpened_ShowsTheDefaultLimitAndWritesNothing()
    {
        await using var cluster = await StartAsync(SharedStoreCluster.Noon, limit: 7);

        var reply = await cluster.Quota(Alice).Read(null);

        Assert.Equal((7L, 0L, 0L), (reply.Quota!.Limit, reply.Quota.Used, reply.Quota.Version));
        Assert.Empty(await _store.ReadDayAsync(Alice, "2026-11-22"));
    }

    private Task<SharedStoreCluster> StartAsync(DateTimeOffset now, long limit)
    {
        var clock = new FakeTimeProvider(new DateTimeOffset(2020, 1, 1, 0, 0, 0, TimeSpan.Zero));
        clock.SetUtcNow(now);
        return SharedStoreCluster.StartAsync(store: _store, clock: clock, quota: options => options.DefaultDailyLimit = limit);
    }
}
