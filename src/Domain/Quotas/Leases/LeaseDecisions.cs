namespace Tollgate.Domain.Quotas.Leases;

/// <summary>The answer to a call where units may be taken ahead of use.</summary>
/// <param name="Outcome">As without leases. Its reading counts an open lease as used.</param>
/// <param name="Events">None where the call is allowed from the lease.</param>
/// <param name="Lease">What the owner holds from now on; null for none.</param>
public readonly record struct LeasedCharge(ChargeOutcome Outcome, IReadOnlyList<QuotaEvent> Events, HeldLease? Lease);

/// <summary>
/// The rules of a quota day whose calls may be covered by units that were made durable before them. A lease changes when something is
/// written, never what is allowed: no call is refused while the day, with the lease given back, has units for it.
/// </summary>
public static class LeaseDecisions
{
    /// <summary>
    /// A call is allowed from the lease while that covers it. Else the lease is settled, and the call decided on the day: from a new lease where one
    /// is worth it, by a charge of its own where not.
    /// </summary>
    /// <param name="lease">What the owner holds; null for none.</param>
    /// <param name="owner">Names the one who holds the lease, and nobody else: another's lease is never taken for its own.</param>
    public static LeasedCharge Charge(
        QuotaState day, HeldLease? lease, ChargeCalls command, Allowance ifOpened, LeaseTerms terms, string owner, DateTimeOffset now)
    {
        var earlier = lease?.Requests.Find(command.RequestId.Value) ?? day.Requests.Find(command.RequestId.Value);
        if (earlier is { } known)
            return new(new(QuotaDecisions.IsSame(known, command) ? ChargeResult.Replayed : ChargeResult.Conflict, QuotaReading.Of(day)), [], lease);
        if (lease is not null && lease.Covers(command, terms, now))
            return new(new(ChargeResult.Allowed, QuotaReading.Of(day)), [], lease.Spend(command, now));

        var (settled, settling) = Settle(day, lease);
        var (open, opening) = QuotaDecisions.Open(settled, ifOpened);
        var units = terms.SizeFor(open.Remaining);
        if (units < 2 * command.Units.Value)
        {
            var charge = QuotaDecisions.Charge(settled, command, ifOpened);
            return new(charge.Reply, [.. settling, .. charge.Events], null);
        }

        var leaseId = $"{owner}-{open.Version + 1}";
        return new(
            new(ChargeResult.Allowed, QuotaReading.Of(open).After(units)),
            [.. settling, .. opening, new LeaseTaken(leaseId, units)],
            new HeldLease(leaseId, units, now).Spend(command, now));
    }

    /// <summary>
    /// Writes down what the lease was spent on and gives the rest back: before anything that must see every charge, and when the lease is over.
    /// Where it was forfeited meanwhile there is nothing left to settle: its units stay used.
    /// </summary>
    /// <returns>The day with the lease settled, and the event that does it.</returns>
    public static (QuotaState Day, QuotaEvent[] Events) Settle(QuotaState day, HeldLease? lease)
    {
        if (lease is null || day.Leases.UnitsOf(lease.Id) != lease.Units)
            return (day, []);

        var settled = lease.ToSettled();
        return (day.Evolve(settled), [settled]);
    }

    /// <summary>Closes the leases whose owners are lost. Asked once these had all the time to settle.</summary>
    /// <param name="lease">The lease that the asker itself holds; null for none.</param>
    public static QuotaEvent[] Forfeit(QuotaState day, HeldLease? lease) =>
        [.. day.Leases.All.Where(open => open.Id != lease?.Id).Select(open => new LeaseForfeited(open.Id, open.Units))];
}
