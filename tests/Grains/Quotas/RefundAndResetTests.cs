using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

public sealed class RefundAndResetTests
{
    private const string Alice = "alice@example.com";

    private readonly InMemoryEventStore _store = new();

    [Fact]
    public async Task Refund_GivesTheUnitsBack_Once()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        var call = Calls.New(units: 4);
        await grain.Charge(call);

        var refunded = await grain.Refund(Of(call, units: 3));
        var again = await grain.Refund(Of(call));

        Assert.Equal((QuotaStatus.Done, 3L, 1L), (refunded.Status, refunded.Units, refunded.Quota!.Used));
        Assert.Equal(QuotaStatus.AlreadyRefunded, again.Status);
        Assert.Equal(QuotaStatus.Conflict, (await grain.Charge(call)).Status);
    }

    [Fact]
    public async Task RefundAfterMidnight_CreditsTheDayOfTheCharge()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        var call = Calls.New(units: 4);
        await grain.Charge(call);
        cluster.Clock.Advance(TimeSpan.FromDays(1));
        await grain.Charge(Calls.New());

        var refunded = await grain.Refund(Of(call) with { Day = new DateOnly(2026, 11, 22) });

        Assert.Equal((QuotaStatus.Done, new DateOnly(2026, 11, 22), 0L), (refunded.Status, refunded.Quota!.Day, refunded.Quota.Used));
        Assert.Equal(1, (await grain.Read(null)).Quota!.Used);
        Assert.Equal(QuotaStatus.UnknownCharge, (await grain.Refund(Of(call))).Status); // today knows of no such charge
    }

    [Fact]
    public async Task TwentyRefundsOfOneClosedCharge_AtOnce_OneIsDone()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        var call = Calls.New(units: 4);
        await grain.Charge(call);
        cluster.Clock.Advance(TimeSpan.FromDays(1));

        var replies = await Task.WhenAll(Enumerable.Range(0, 20).Select(_ => grain.Refund(Of(call) with { Day = new DateOnly(2026, 11, 22) })));

        Assert.Single(replies, reply => reply.Status == QuotaStatus.Done);
        Assert.All(replies, reply => Assert.True(reply.Status is QuotaStatus.Done or QuotaStatus.AlreadyRefunded or QuotaStatus.Superseded, $"{reply.Status}"));
    }

    [Fact]
    public async Task ClosedDay_NearItsExpiry_TakesNoRefund_AndIsGoneAfterIt()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        var call = Calls.New();
        await grain.Charge(call);

        cluster.Clock.Advance(TimeSpan.FromDays(89)); // the day ended 88.5 days ago, of 90 it is kept
        Assert.Equal(QuotaStatus.Expired, (await grain.Refund(Of(call) with { Day = new DateOnly(2026, 11, 22) })).Status);
        Assert.Equal(1, (await grain.Read(new DateOnly(2026, 11, 22))).Quota!.Used);

        cluster.Clock.Advance(TimeSpan.FromDays(2));
        Assert.Equal(QuotaStatus.Expired, (await grain.Read(new DateOnly(2026, 11, 22))).Status);
    }

    [Fact]
    public async Task Reset_BeginsAgain_OncePerRequestId()
    {
        await using var cluster = await StartAsync();
        var grain = cluster.Quota(Alice);
        var call = Calls.New(units: 10);
        await grain.Charge(call);
        var reset = new ResetRequest("reset-1", "admin@example.com", "a mistake of ours");

        var done = await grain.Reset(reset);
        await grain.Charge(Calls.New());
        var again = await grain.Reset(reset);

        Assert.Equal((QuotaStatus.Done, 0L), (done.Status, done.Quota!.Used));
        Assert.Equal((QuotaStatus.Replayed, 1L), (again.Status, again.Quota!.Used));
        Assert.Equal(QuotaStatus.ChargedBeforeReset, (await grain.Refund(Of(call))).Status);
    }

    private static RefundRequest Of(ChargeRequest call, long? units = null) => new(null, call.RequestId, units, "admin@example.com", "it failed");

    private Task<SharedStoreCluster> StartAsync() =>
        SharedStoreCluster.StartAsync(store: _store, quota: options => options.DefaultDailyLimit = 10);
}
