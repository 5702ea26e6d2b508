using System.Collections.Immutable;

namespace Tollgate.Domain.Quotas.Leases;

/// <summary>Units of one lease that are neither settled nor forfeited yet.</summary>
public readonly record struct OpenLease(string Id, long Units);

/// <summary>The leases of a day that are open, in the order they were taken: one for its owner, and any that a lost owner left behind.</summary>
public readonly record struct OpenLeases(ImmutableArray<OpenLease> All)
{
    public static readonly OpenLeases None = new([]);

    /// <summary>What all of them hold.</summary>
    public long Units => All.Sum(static lease => lease.Units);

    /// <returns>0 where no lease of this name is open.</returns>
    public long UnitsOf(string leaseId) => All.FirstOrDefault(lease => lease.Id == leaseId).Units;

    internal OpenLeases With(LeaseTaken taken) => new(All.Add(new(taken.LeaseId, taken.Units)));

    /// <summary>The lease with so many units less; without any left it is closed.</summary>
    internal OpenLeases Less(string leaseId, long units)
    {
        var lease = All.First(lease => lease.Id == leaseId);
        return new(units == lease.Units ? All.Remove(lease) : All.Replace(lease, lease with { Units = lease.Units - units }));
    }
}
