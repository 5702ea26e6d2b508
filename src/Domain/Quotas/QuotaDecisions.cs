namespace Tollgate.Domain.Quotas;

/// <summary>The rules of one quota day. Pure: the same state and command always give the same decision, and "no" is a value.</summary>
public static class QuotaDecisions
{
    /// <summary>
    /// A call is allowed when what is used and its units fit into the limit. The first call opens the day; the first refusal
    /// of a day is recorded once; any other refusal changes nothing. The same call asked again is answered again and charged once.
    /// </summary>
    public static Decision<ChargeOutcome, QuotaEvent> Charge(QuotaState day, ChargeCalls command, Allowance ifOpened)
    {
        if (day.Requests.Find(command.RequestId.Value) is { } earlier)
            return new(new(IsSame(earlier, command) ? ChargeResult.Replayed : ChargeResult.Conflict, QuotaReading.Of(day)), []);

        var (open, opening) = Open(day, ifOpened);
        if (command.Units.Value <= open.Limit - open.Used)
        {
            var charged = new CallsCharged(command.RequestId.Value, command.Units.Value, command.Resource, command.Method);
            return new(new(ChargeResult.Allowed, QuotaReading.Of(open).After(charged.Units)), [.. opening, charged]);
        }

        return open.ExhaustionRecorded
            ? new(new(ChargeResult.Denied, QuotaReading.Of(open)), [])
            : new(new(ChargeResult.Denied, QuotaReading.Of(open).After(0)), [.. opening, new QuotaExhausted()]);
    }

    /// <summary>A charge is refunded once, and never for more than it took. Which day it credits is the caller's choice of stream.</summary>
    /// <param name="inLog">What the log says of a charge that the state has forgotten: see <see cref="ChargeInLog"/>.</param>
    public static Decision<RefundOutcome, QuotaEvent> Refund(QuotaState day, RefundCharge command, RememberedRequest? inLog = null)
    {
        var charge = day.Requests.Find(command.RequestId.Value) ?? inLog;
        var units = command.Units?.Value ?? charge?.Units ?? 0;
        RefundResult? refusal = charge switch
        {
            null or { Units: 0 } => RefundResult.UnknownCharge,
            { IsRefunded: true } => RefundResult.AlreadyRefunded,
            { } e when e.Resets < day.Resets => RefundResult.ChargedBeforeReset,
            { } e when units > e.Units => RefundResult.ExceedsCharge,
            _ => null,
        };
        return refusal is { } reason
            ? new(new(reason, 0, QuotaReading.Of(day)), [])
            : new(new(RefundResult.Refunded, units, QuotaReading.Of(day).After(-units)),
                [new ChargeRefunded(command.RequestId.Value, units, command.Actor, command.Reason.Value)]);
    }

    /// <summary>The count begins again, once for each request id. A day that nothing has opened has nothing to reset, and opens for the record.</summary>
    public static Decision<ResetOutcome, QuotaEvent> Reset(QuotaState day, ResetUsage command, Allowance ifOpened)
    {
        if (day.Requests.Find(command.RequestId.Value) is { } earlier)
        {
            var result = earlier.Content == RequestHash.OfReset ? ResetResult.Replayed : ResetResult.Conflict;
            return new(new(result, QuotaReading.Of(day)), []);
        }

        var (open, opening) = Open(day, ifOpened);
        return new(new(ResetResult.Reset, QuotaReading.Of(open).After(-open.Used)),
            [.. opening, new UsageReset(command.RequestId.Value, command.Actor, command.Reason.Value)]);
    }

    /// <summary>
    /// The day follows the account. Asked when an override was changed, and whenever a day is loaded: a crash in between is made good then.
    /// An unopened day is opened, so that nobody who still knows the old account can open it with the old limit.
    /// </summary>
    public static Decision<QuotaReading, QuotaEvent> FollowAccount(QuotaState day, Allowance allowance)
    {
        if (!day.IsOpen)
            return new(QuotaReading.Of(day.Evolve(Opening(allowance))), [Opening(allowance)]);
        if (allowance.AccountVersion <= day.AccountVersion)
            return new(QuotaReading.Of(day), []);

        var changed = new LimitChanged(allowance.Limit, allowance.AccountVersion, allowance.Actor, allowance.Reason);
        return new(QuotaReading.Of(day.Evolve(changed)), [changed]);
    }

    /// <summary>Takes over what was used elsewhere on this day, once. More than the limit is taken over as it is, and leaves nothing.</summary>
    /// <exception cref="ArgumentOutOfRangeException">No usage can be negative or above the largest limit: the caller parses what it reads.</exception>
    public static Decision<QuotaReading, QuotaEvent> Import(QuotaState day, long units, string source, Allowance ifOpened)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(units);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(units, QuotaLimit.Max);
        if (day.IsImported)
            return new(QuotaReading.Of(day), []);

        var (open, opening) = Open(day, ifOpened);
        return new(QuotaReading.Of(open).After(units), [.. opening, new UsageImported(units, source)]);
    }

    internal static bool IsSame(RememberedRequest earlier, ChargeCalls command) =>
        !earlier.IsRefunded && earlier.Content == RequestHash.OfCharge(command.Units.Value, command.Resource, command.Method);

    internal static (QuotaState Open, QuotaEvent[] Opening) Open(QuotaState day, Allowance ifOpened) =>
        day.IsOpen ? (day, []) : (day.Evolve(Opening(ifOpened)), [Opening(ifOpened)]);

    private static DayOpened Opening(Allowance allowance) => new(allowance.Limit, allowance.AccountVersion);
}
