namespace Tollgate.Domain.Quotas;

public enum ChargeResult
{
    /// <summary>The units are taken.</summary>
    Allowed,

    /// <summary>This very call was allowed before; nothing more is taken.</summary>
    Replayed,

    /// <summary>Too few units are left; nothing is taken.</summary>
    Denied,

    /// <summary>The request id was used for something else, or its charge was refunded; nothing is taken.</summary>
    Conflict,
}

/// <summary>The answer to <see cref="ChargeCalls"/>.</summary>
/// <param name="Reading">The day after the decision.</param>
public readonly record struct ChargeOutcome(ChargeResult Result, QuotaReading Reading)
{
    public bool IsAllowed => Result is ChargeResult.Allowed or ChargeResult.Replayed;
}

public enum RefundResult
{
    Refunded,

    /// <summary>The day knows of no such charge; or its state has forgotten it, and nobody asked the log.</summary>
    UnknownCharge,

    AlreadyRefunded,

    /// <summary>The count began again after the charge: there is nothing left of it to give back.</summary>
    ChargedBeforeReset,

    /// <summary>More units than the charge took.</summary>
    ExceedsCharge,
}

/// <summary>The answer to <see cref="RefundCharge"/>.</summary>
/// <param name="Units">What was given back.</param>
public readonly record struct RefundOutcome(RefundResult Result, long Units, QuotaReading Reading);

public enum ResetResult
{
    Reset,

    /// <summary>This very reset was done before; nothing is done again.</summary>
    Replayed,

    /// <summary>The request id names a charge.</summary>
    Conflict,
}

/// <summary>The answer to <see cref="ResetUsage"/>.</summary>
public readonly record struct ResetOutcome(ResetResult Result, QuotaReading Reading);
