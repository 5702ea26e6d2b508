using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests.Quotas;

/// <summary>What happened to a user's day, when, and by whom: all of it can be read from the log afterwards.</summary>
public sealed class AuditTrailTests
{
    private const string Alice = "alice@example.com";
    private const string Admin = "admin@example.com";

    private readonly InMemoryEventStore _store = new();

    [Fact]
    public async Task EveryChangeOfADay_IsInTheLogInOrder_WithItsTimeAndWhoAndWhy()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store, quota: options => options.DefaultDailyLimit = 1);
        var grain = cluster.Quota(Alice);
        foreach (var happens in new Func<Task<QuotaReply>>[]
        {
            () => grain.Charge(Calls.New(requestId: "first")),
            () => grain.Charge(Calls.New(requestId: "refused")),
            () => grain.Charge(Calls.New(requestId: "refused-too")),
            () => grain.Override(new OverrideRequest(9, null, Admin, "a customer")),
            () => grain.Refund(new RefundRequest(null, "first", null, Admin, "our fault")),
            () => grain.Reset(new ResetRequest("reset", Admin, "a new start")),
        })
        {
            await happens();
            cluster.Clock.Advance(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(
            [
                (0, new DayOpened(1, 0)),
                (0, new CallsCharged("first", 1, "/blog", "GET")),
                (1, new QuotaExhausted()),
                (3, new LimitChanged(9, 1, Admin, "a customer")),
                (4, new ChargeRefunded("first", 1, Admin, "our fault")),
                (5, new UsageReset("reset", Admin, "a new start")),
            ],
            await ReadAsync());
    }

    // Minutes after the first, and what happened.
    private async Task<IReadOnlyList<(int Minute, QuotaEvent Event)>> ReadAsync()
    {
        Assert.True(Principal.TryParse(Alice, lowerCase: false, out var alice));
        var log = new List<(int, QuotaEvent)>();
        await foreach (var recorded in _store.ReadAsync(
            QuotaStream.Name(alice, QuotaDay.Of(SharedStoreCluster.Noon)), 1, TestContext.Current.CancellationToken))
            log.AddRange(recorded.Batch.Events.Select(data =>
                ((int)(data.At - SharedStoreCluster.Noon).TotalMinutes, QuotaEventCodec.Decode(data.Type, data.Data.Span))));
        return log;
    }
}
