using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>One call to charge. The fields were parsed at the edge; see <see cref="ChargeCalls"/>.</summary>
[GenerateSerializer, Immutable, Alias("tollgate.charge-request")]
public sealed record ChargeRequest(
    [property: Id(0)] string RequestId,
    [property: Id(1)] long Units,
    [property: Id(2)] string Resource,
    [property: Id(3)] string Method)
{
    internal ChargeCalls ToCommand() =>
        Domain.Quotas.RequestId.TryParse(RequestId, out var requestId) && Domain.Quotas.Units.TryCreate(Units, out var units)
            ? new ChargeCalls(requestId, units, Resource, Method)
            : throw new ArgumentException("The request was not parsed at the edge.");
}

/// <summary>What became of a call.</summary>
public enum ChargeStatus
{
    Allowed = 0,
    Denied = 1,

    /// <summary>Not decided: another activation owns the principal. Nothing was charged; ask again.</summary>
    Superseded = 2,

    /// <summary>Not decided: too many calls wait already. Nothing was charged.</summary>
    Overloaded = 3,

    /// <summary>Not decided: the store failed. Nothing was charged.</summary>
    Unavailable = 4,
}

/// <param name="Quota">The day after the decision; null where nothing was decided.</param>
[GenerateSerializer, Immutable, Alias("tollgate.charge-reply")]
public sealed record ChargeReply([property: Id(0)] ChargeStatus Status, [property: Id(1)] QuotaMessage? Quota)
{
    internal static ChargeReply Of(ChargeOutcome outcome) =>
        new(outcome.IsAllowed ? ChargeStatus.Allowed : ChargeStatus.Denied, QuotaMessage.Of(outcome.Reading));

    internal static readonly ChargeReply Superseded = new(ChargeStatus.Superseded, null);
    internal static readonly ChargeReply Overloaded = new(ChargeStatus.Overloaded, null);
    internal static readonly ChargeReply Unavailable = new(ChargeStatus.Unavailable, null);
}

/// <param name="IsAvailable">False where the store could not be read.</param>
[GenerateSerializer, Immutable, Alias("tollgate.quota-reply")]
public sealed record QuotaReply([property: Id(0)] bool IsAvailable, [property: Id(1)] QuotaMessage? Quota);

/// <summary>A <see cref="QuotaReading"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("tollgate.quota-message")]
public sealed record QuotaMessage(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] long Limit,
    [property: Id(2)] long Used,
    [property: Id(3)] long Version)
{
    public QuotaReading ToReading() => new(new QuotaDay(Day), Limit, Used, Version);

    internal static QuotaMessage Of(QuotaReading reading) => new(reading.Day.Date, reading.Limit, reading.Used, reading.Version);
}
