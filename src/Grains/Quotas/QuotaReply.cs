using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

/// <summary>What became of a request to a principal's quota.</summary>
public enum QuotaStatus
{
    /// <summary>Charged, read, changed, reset or refunded, as asked.</summary>
    Done = 0,

    /// <summary>It was done before, under the same request id or with the same values; nothing was done again.</summary>
    Replayed = 1,

    /// <summary>Too few units are left; nothing was charged.</summary>
    Denied = 2,

    /// <summary>The request id names something else; nothing was done.</summary>
    Conflict = 3,

    /// <summary>The day remembers no such charge.</summary>
    UnknownCharge = 4,

    /// <summary>The charge was refunded before.</summary>
    AlreadyRefunded = 5,

    /// <summary>The count began again after the charge.</summary>
    ChargedBeforeReset = 6,

    /// <summary>More units than the charge took.</summary>
    ExceedsCharge = 7,

    /// <summary>The day is past its retention, or too near its end to be changed.</summary>
    Expired = 8,

    /// <summary>Not decided: another activation owns the principal. Nothing was done; ask again.</summary>
    Superseded = 9,

    /// <summary>Not decided: too many calls wait already. Nothing was done.</summary>
    Overloaded = 10,

    /// <summary>Not decided: the store failed. Nothing was done, or a retry with the same request id tells.</summary>
    Unavailable = 11,
}

/// <param name="Quota">The day after the decision; null where nothing was decided.</param>
/// <param name="Units">What a refund gave back.</param>
[GenerateSerializer, Immutable, Alias("tollgate.quota-reply")]
public sealed record QuotaReply(
    [property: Id(0)] QuotaStatus Status, [property: Id(1)] QuotaMessage? Quota = null, [property: Id(2)] long Units = 0)
{
    internal static readonly QuotaReply Overloaded = new(QuotaStatus.Overloaded);

    internal static QuotaReply Of(ChargeOutcome outcome) => new(
        outcome.Result switch
        {
            ChargeResult.Allowed => QuotaStatus.Done,
            ChargeResult.Replayed => QuotaStatus.Replayed,
            ChargeResult.Denied => QuotaStatus.Denied,
            _ => QuotaStatus.Conflict,
        },
        QuotaMessage.Of(outcome.Reading));

    internal static QuotaReply Of(ResetOutcome outcome) => new(
        outcome.Result switch
        {
            ResetResult.Reset => QuotaStatus.Done,
            ResetResult.Replayed => QuotaStatus.Replayed,
            _ => QuotaStatus.Conflict,
        },
        QuotaMessage.Of(outcome.Reading));

    internal static QuotaReply Of(RefundOutcome outcome) => new(
        outcome.Result switch
        {
            RefundResult.Refunded => QuotaStatus.Done,
            RefundResult.UnknownCharge => QuotaStatus.UnknownCharge,
            RefundResult.AlreadyRefunded => QuotaStatus.AlreadyRefunded,
            RefundResult.ChargedBeforeReset => QuotaStatus.ChargedBeforeReset,
            _ => QuotaStatus.ExceedsCharge,
        },
        QuotaMessage.Of(outcome.Reading),
        outcome.Units);
}

/// <summary>A <see cref="QuotaReading"/> on the wire.</summary>
[GenerateSerializer, Immutable, Alias("tollgate.quota-message")]
public sealed record QuotaMessage(
    [property: Id(0)] DateOnly Day,
    [property: Id(1)] long Limit,
    [property: Id(2)] long Used,
    [property: Id(3)] long Version)
{
    public QuotaReading ToReading() => new(new QuotaDay(Day), Limit, Used, Version);

    public static QuotaMessage Of(QuotaReading reading) => new(reading.Day.Date, reading.Limit, reading.Used, reading.Version);
}
