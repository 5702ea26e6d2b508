namespace Tollgate.Domain.Quotas.Leases;

/// <summary>How much may be taken ahead of use, and for how long.</summary>
/// <param name="MaxUnits">The most units of one lease.</param>
/// <param name="MaxAge">How long calls are allowed from a lease; the next one settles it, spent or not.</param>
/// <param name="Demand">Units that the principal took lately. Whoever took none takes no lease: most who call once do not call again soon.</param>
public readonly record struct LeaseTerms(long MaxUnits, TimeSpan MaxAge, long Demand)
{
    // What is left is never leased as a whole: a crash forfeits a tenth of it at most.
    private const int PartOfRemaining = 10;

    // Enough for most users' busy minutes, and little to lose beside the thousand units that must be left for it.
    private const int UsualUnits = 100;

    /// <summary>The size of a lease that leaves little to lose.</summary>
    public long SizeFor(long remaining) =>
        Demand == 0 ? 0 : Math.Min(Math.Min(MaxUnits, Math.Max(UsualUnits, 2 * Demand)), Math.Max(1, remaining / PartOfRemaining));
}
