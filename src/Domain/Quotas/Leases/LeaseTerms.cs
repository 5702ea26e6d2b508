namespace Tollgate.Domain.Quotas.Leases;

/// <summary>How much may be taken ahead of use, and for how long.</summary>
/// <param name="MaxUnits">The most units of one lease.</param>
/// <param name="MaxAge">How long calls are allowed from a lease; it is settled then, spent or not.</param>
/// <param name="Demand">Units that the principal took lately: a lease is at most twice that, so that whoever calls seldom takes none.</param>
public readonly record struct LeaseTerms(long MaxUnits, TimeSpan MaxAge, long Demand)
{
    // What is left is never leased as a whole: a crash forfeits a tenth of it at most.
    private const int PartOfRemaining = 10;

    /// <summary>The size of a lease that leaves little to lose.</summary>
    public long SizeFor(long remaining) => Math.Min(Math.Min(MaxUnits, 2 * Demand), Math.Max(1, remaining / PartOfRemaining));
}
