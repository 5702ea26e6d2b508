using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

/// <summary>Refunds of charges after which so many came that the day has forgotten their ids. The log has not.</summary>
public sealed class ForgottenRefundTests
{
    private const string Alice = "alice@example.com";
    private const string Day = "2026-11-22";
    private const int AtOnce = 512;

    private readonly InMemoryEventStore _store = new();

    [Theory]
    [InlineData(QuotaDurability.Strict, false)]
    [InlineData(QuotaDurability.Strict, true)]
    [InlineData(QuotaDurability.Leased, false)]
    [InlineData(QuotaDurability.Leased, true)]
    public async Task ForgottenCharge_IsRefunded_OnceThoughAskedForManyTimesAtOnce(QuotaDurability durability, bool onTheNextDay)
    {
        await using var cluster = await SharedStoreCluster.StartAsync(
            store: _store, quota: options => (options.DefaultDailyLimit, options.Durability) = (1_000_000, durability));
        var grain = cluster.Quota(Alice);
        var call = Calls.New(units: 4);
        await grain.Charge(call);
        for (var charged = 0; charged < RequestMemory.Capacity; charged += AtOnce)
            await grain.ChargeInParallel(AtOnce);
        if (onTheNextDay)
            cluster.Clock.Advance(TimeSpan.FromDays(1));

        DateOnly? day = onTheNextDay ? new DateOnly(2026, 11, 22) : null;
        var refunds = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => grain.Refund(Of(call, day))));
        var again = await grain.Refund(Of(call, day));
        var strangers = await grain.Refund(Of(Calls.New(), day));

        Assert.Single(refunds, reply => reply.Status == QuotaStatus.Done && reply.Units == 4);
        Assert.All(refunds, reply => Assert.True(reply.Status is QuotaStatus.Done or QuotaStatus.AlreadyRefunded or QuotaStatus.Superseded, $"{reply.Status}"));
        Assert.Equal((QuotaStatus.AlreadyRefunded, QuotaStatus.UnknownCharge), (again.Status, strangers.Status));
        Assert.Equal(RequestMemory.Capacity, again.Quota!.Used);
        Assert.Equal([new ChargeRefunded(call.RequestId, 4, "root", "failed")], (await _store.ReadDayAsync(Alice, Day)).OfType<ChargeRefunded>());
    }

    private static RefundRequest Of(ChargeRequest call, DateOnly? day) => new(day, call.RequestId, null, "root", "failed");
}
