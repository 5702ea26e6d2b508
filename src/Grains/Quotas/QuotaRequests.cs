using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>One call to charge. The fields of all requests were parsed at the edge; see the domain's commands.</summary>
[GenerateSerializer, Immutable, Alias("tollgate.charge-request")]
public sealed record ChargeRequest(
    [property: Id(0)] string RequestId,
    [property: Id(1)] long Units,
    [property: Id(2)] string Resource,
    [property: Id(3)] string Method)
{
    internal ChargeCalls ToCommand() => new(Parsed.RequestId(RequestId), Parsed.Units(Units), Resource, Method);
}

/// <param name="UntilDay">The last day the limit holds for; null for as long as nobody changes it.</param>
[GenerateSerializer, Immutable, Alias("tollgate.override-request")]
public sealed record OverrideRequest(
    [property: Id(0)] long Limit,
    [property: Id(1)] DateOnly? UntilDay,
    [property: Id(2)] string Actor,
    [property: Id(3)] string Reason)
{
    internal LimitOverride ToOverride() => new(Limit, UntilDay is { } day ? new QuotaDay(day) : null);
}

[GenerateSerializer, Immutable, Alias("tollgate.actor-request")]
public sealed record ActorRequest([property: Id(0)] string Actor, [property: Id(1)] string Reason);

[GenerateSerializer, Immutable, Alias("tollgate.reset-request")]
public sealed record ResetRequest([property: Id(0)] string RequestId, [property: Id(1)] string Actor, [property: Id(2)] string Reason)
{
    internal ResetUsage ToCommand() => new(Parsed.RequestId(RequestId), Actor, Parsed.Reason(Reason));
}

/// <param name="Day">The day of the charge; null for the current one.</param>
/// <param name="Units">Null for all that was charged.</param>
[GenerateSerializer, Immutable, Alias("tollgate.refund-request")]
public sealed record RefundRequest(
    [property: Id(0)] DateOnly? Day,
    [property: Id(1)] string RequestId,
    [property: Id(2)] long? Units,
    [property: Id(3)] string Actor,
    [property: Id(4)] string Reason)
{
    internal RefundCharge ToCommand() =>
        new(Parsed.RequestId(RequestId), Units is { } units ? Parsed.Units(units) : null, Actor, Parsed.Reason(Reason));
}

/// <summary>Messages carry plain values; what does not parse here was not parsed at the edge, which is a fault of ours.</summary>
internal static class Parsed
{
    public static RequestId RequestId(string text) =>
        Domain.Quotas.RequestId.TryParse(text, out var requestId) ? requestId : throw NotParsed(text);

    public static Units Units(long value) => Domain.Quotas.Units.TryCreate(value, out var units) ? units : throw NotParsed(value);

    public static ReasonText Reason(string text) => ReasonText.TryParse(text, out var reason) ? reason : throw NotParsed(text);

    private static ArgumentException NotParsed(object value) => new($"'{value}' was not parsed at the edge.");
}
