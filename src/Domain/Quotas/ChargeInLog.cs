namespace Tollgate.Domain.Quotas;

/// <summary>
/// What the log of a day says of one charge, however many came after it: a fold of its own, for refunds of charges that <see cref="RequestMemory"/>
/// has forgotten. An id that was forgotten and used again names its last charge.
/// </summary>
/// <param name="RequestId">The charge's.</param>
public sealed record ChargeInLog(RequestId RequestId)
{
    /// <summary>Null where the log knows of no such charge. It says nothing of the content, which a refund does not ask for.</summary>
    public RememberedRequest? Charge { get; private init; }

    private int Resets { get; init; }

    public ChargeInLog Evolve(QuotaEvent happened) => happened switch
    {
        CallsCharged e when e.RequestId == RequestId.Value => this with { Charge = Of(e.Units) },
        LeaseSettled e when e.Charges.FirstOrDefault(IsIn) is { } charges => this with { Charge = Of(charges.Units) },
        ChargeRefunded e when e.RequestId == RequestId.Value => this with { Charge = Charge is { } charge ? charge with { IsRefunded = true } : null },
        UsageReset e => this with { Resets = Resets + 1, Charge = e.RequestId == RequestId.Value ? Of(units: 0) : Charge },
        _ => this,
    };

    private bool IsIn(LeasedCharges charges) => charges.RequestIds.Contains(RequestId.Value);

    private RememberedRequest Of(long units) => new(Content: 0, units, Resets, IsRefunded: false);
}
