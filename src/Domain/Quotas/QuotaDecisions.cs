namespace Tollgate.Domain.Quotas;

/// <summary>The rules of one quota day. Pure: the same state and command always give the same decision, and "no" is a value.</summary>
public static class QuotaDecisions
{
    /// <summary>
    /// A call is allowed when what is used and its units fit into the limit. The first call opens the day; the first refusal
    /// of a day is recorded once; any other refusal changes nothing.
    /// </summary>
    public static Decision<ChargeOutcome, QuotaEvent> Charge(QuotaState day, ChargeCalls command, Allowance ifOpened)
    {
        if (!day.IsOpen)
        {
            var opening = new DayOpened(ifOpened.Limit, ifOpened.AccountVersion);
            return ChargeOpenDay(day.Evolve(opening), command, [opening]);
        }

        return ChargeOpenDay(day, command, []);
    }

    private static Decision<ChargeOutcome, QuotaEvent> ChargeOpenDay(QuotaState day, ChargeCalls command, QuotaEvent[] opening)
    {
        if (command.Units.Value <= day.Limit - day.Used)
            return Decide(true, new CallsCharged(command.RequestId.Value, command.Units.Value, command.Resource, command.Method));

        return day.ExhaustionRecorded
            ? new(new ChargeOutcome(false, QuotaReading.Of(day)), [])
            : Decide(false, new QuotaExhausted());

        Decision<ChargeOutcome, QuotaEvent> Decide(bool allowed, QuotaEvent happened) =>
            new(new ChargeOutcome(allowed, QuotaReading.Of(day.Evolve(happened))), [.. opening, happened]);
    }
}
