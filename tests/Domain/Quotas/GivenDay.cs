using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

/// <summary>Words for tests of a quota day: given these events, when this command comes.</summary>
internal static class GivenDay
{
    public static readonly QuotaDay Today = new(new DateOnly(2026, 11, 22));

    public static readonly Allowance Default = new(50, 0);

    public static readonly DayOpened Opened = new(50, 0);

    public static readonly ReasonText Why = ReasonOf("why");

    public static QuotaState With(params IEnumerable<QuotaEvent> events) =>
        events.Aggregate(QuotaState.Initial(Today), (state, happened) => state.Evolve(happened));

    public static QuotaState After<TReply>(this QuotaState day, Decision<TReply, QuotaEvent> decision) =>
        decision.Events.Aggregate(day, (state, happened) => state.Evolve(happened));

    public static ChargeCalls Call(long units = 1, string requestId = "r-1", string resource = "/blog", string method = "GET") =>
        new(IdOf(requestId), UnitsOf(units), resource, method);

    public static RefundCharge Refund(long? units = null, string requestId = "r-1") =>
        new(IdOf(requestId), units is { } given ? UnitsOf(given) : null, "admin", Why);

    public static ResetUsage Reset(string requestId = "reset-1") => new(IdOf(requestId), "admin", Why);

    public static CallsCharged Charged(long units = 1, string requestId = "earlier") => new(requestId, units, "/blog", "GET");

    public static ChargeRefunded Refunded(long units = 1, string requestId = "r-1") => new(requestId, units, "admin", Why.Value);

    public static UsageReset WasReset(string requestId = "reset-1") => new(requestId, "admin", Why.Value);

    public static ReasonText ReasonOf(string text)
    {
        Assert.True(ReasonText.TryParse(text, out var reason));
        return reason;
    }

    private static RequestId IdOf(string text)
    {
        Assert.True(RequestId.TryParse(text, out var id));
        return id;
    }

    private static Units UnitsOf(long value)
    {
        Assert.True(Units.TryCreate(value, out var units));
        return units;
    }
}
