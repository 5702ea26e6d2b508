using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>Words for tests of a quota day: given these events, when this call comes.</summary>
internal static class GivenDay
{
    public static readonly QuotaDay Today = new(new DateOnly(2026, 11, 22));

    public static readonly Allowance Default = new(50, 0);

    public static QuotaState With(params IEnumerable<QuotaEvent> events) =>
        events.Aggregate(QuotaState.Initial(Today), (state, happened) => state.Evolve(happened));

    public static ChargeCalls Call(long units = 1, string requestId = "r-1")
    {
        Assert.True(Units.TryCreate(units, out var cost));
        Assert.True(RequestId.TryParse(requestId, out var id));
        return new ChargeCalls(id, cost, "/blog", "GET");
    }

    public static CallsCharged Charged(long units = 1, string requestId = "earlier") => new(requestId, units, "/blog", "GET");
}
