using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;

namespace Tollgate.Domain.Tests.Quotas.Leases;

/// <summary>Words for tests of leases: an owner whose principal has called a lot lately.</summary>
internal static class GivenLease
{
    public const string Owner = "owner";

    public static readonly DateTimeOffset Noon = GivenDay.Today.Start.AddHours(12);

    public static readonly LeaseTerms Terms = new(MaxUnits: 1000, MaxAge: TimeSpan.FromSeconds(10), Demand: 1_000_000);

    public static LeasedCharge Ask(
        this QuotaState day, HeldLease? lease, ChargeCalls call, LeaseTerms? terms = null, DateTimeOffset? now = null, long limit = 50) =>
        LeaseDecisions.Charge(day, lease, call, new Allowance(limit, 0), terms ?? Terms, Owner, now ?? Noon);

    /// <summary>A day of this limit, and a lease of a tenth of it that a first call was allowed from.</summary>
    public static (QuotaState Day, HeldLease Lease) Taken(long limit = 50, long units = 1)
    {
        var first = GivenDay.With().Ask(null, GivenDay.Call(units, "first"), limit: limit);
        return (GivenDay.With().After(first), first.Lease!);
    }

    public static QuotaState After(this QuotaState day, LeasedCharge charge) =>
        charge.Events.Aggregate(day, (state, happened) => state.Evolve(happened));

    public static QuotaState After(this QuotaState day, IEnumerable<QuotaEvent> events) =>
        events.Aggregate(day, (state, happened) => state.Evolve(happened));
}
