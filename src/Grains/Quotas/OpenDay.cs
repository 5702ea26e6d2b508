using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;
using Tollgate.Grains.Streams;

using DayStream = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Quotas.QuotaState, Tollgate.Domain.Quotas.QuotaEvent>;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// A day as its activation holds it: the live stream and, where calls are leased, the lease. It ends with its stream; what its leases were
/// spent on is then written down by the day that is loaded after it.
/// </summary>
/// <remarks>Whoever calls holds the gate of the principal, and decides under the hold that found the day: later it may be another one.</remarks>
internal sealed class OpenDay(DayStream stream, object gate, QuotaStreams streams)
{
    // Lost owners had their time to settle once, before this was loaded at the latest, and as long again to be on the safe side.
    private const int TimesToSettle = 2;

    // A busy principal's next call settles a lease in the same write that takes another; only where none comes does it end by itself. Not all
    // principals at the same age: those who began together, as after a start, would all be written at the same moment again and again.
    private const double MinPartOfLifeForCalls = 0.6;
    private const double MaxPartOfLifeForCalls = 0.75;

    private readonly double _partOfLifeForCalls = MinPartOfLifeForCalls + (Random.Shared.NextDouble() * (MaxPartOfLifeForCalls - MinPartOfLifeForCalls));
    private readonly long _loadedAt = streams.Clock.GetTimestamp();
    private string? _owner;
    private List<(HeldLease Lease, Task Written)>? _settling;
    private HeldLease? _lease;
    private long _demand;
    private DateTimeOffset _demandAt;

    /// <summary>What the next decision sees: everything durable and everything queued.</summary>
    public QuotaState State => stream.State;

    public bool HasEnded => stream.HasEnded;

    /// <summary>Leases of whose use the log does not know yet.</summary>
    public IReadOnlyList<HeldLease> Unsettled
    {
        get
        {
            HeldLease[] held = _lease is { } lease ? [lease] : [];
            return _settling is null ? held : [.. _settling.Where(settling => !settling.Written.IsCompletedSuccessfully).Select(settling => settling.Lease), .. held];
        }
    }

    private QuotaOptions Options => streams.Options;

    /// <summary>Decides one call.</summary>
    public Pending<ChargeOutcome> Charge(ChargeCalls command, Allowance ifOpened, DateTimeOffset now)
    {
        CloseLostLeases(now);
        if (Options.Durability == QuotaDurability.Leased)
            return ChargeLeased(command, ifOpened, now);

        var decision = QuotaDecisions.Charge(State, command, ifOpened);
        return new(decision.Reply, stream.CommitAsync(decision.Events, now));
    }

    /// <summary>Decides by a rule that must see every charge.</summary>
    public Pending<TReply> Decide<TReply>(Func<QuotaState, Decision<TReply, QuotaEvent>> rule, DateTimeOffset now)
    {
        CloseLostLeases(now);
        var held = TakeLease(now);
        var (settled, settling) = SettlementOf(held);
        var decision = rule(settled);
        return new(decision.Reply, settling.Length == 0
            ? stream.CommitAsync(decision.Events, now)
            : CommitSettling(held!, [.. settling, .. decision.Events], now));
    }

    /// <summary>Reads the day. The reading holds once it is durable, and still the last word.</summary>
    public Pending<QuotaState> Read(DateTimeOffset now) => new(State, stream.CommitAsync([], now));

    /// <summary>Settles the lease of this name, if it is the one held: its time is over. Called without the gate.</summary>
    public void SettleLease(string leaseId)
    {
        lock (gate)
            if (_lease?.Id == leaseId && !HasEnded)
                SettleLease();
    }

    /// <summary>Settles what the day that ended before this one was loaded had left open.</summary>
    public void Settle(IReadOnlyList<HeldLease> unsettled)
    {
        foreach (var lease in unsettled)
            Settle(lease, streams.Clock.GetUtcNow());
    }

    /// <summary>Settles the lease, and completes when nothing is on its way any more, however it went. Called without the gate.</summary>
    public Task CloseAsync()
    {
        lock (gate)
            if (!HasEnded)
                SettleLease();
        return stream.DrainAsync();
    }

    private Pending<ChargeOutcome> ChargeLeased(ChargeCalls command, Allowance ifOpened, DateTimeOffset now)
    {
        var held = _lease;
        var terms = new LeaseTerms(Options.LeaseUnits, _partOfLifeForCalls * Options.SettleAfter, DemandAt(now));
        var charge = LeaseDecisions.Charge(State, held, command, ifOpened, terms, _owner ??= Guid.NewGuid().ToString("N")[..16], now);
        _lease = charge.Lease;

        // Without an event the call is covered by a lease that is durable, or about to be; or the answer is one that writes nothing.
        if (charge.Events.Count == 0)
            return new(charge.Outcome, charge.Outcome.Result == ChargeResult.Allowed ? stream.WhenDurable() : stream.CommitAsync([], now));

        (_demand, _demandAt) = (held?.Spent ?? command.Units.Value, now);
        if (charge.Lease is { } taken)
            streams.Settler.Add(this, taken.Id);
        return new(charge.Outcome, held is null ? stream.CommitAsync(charge.Events, now) : CommitSettling(held, charge.Events, now));
    }

    private long DemandAt(DateTimeOffset now) => _lease?.Spent ?? (now - _demandAt < Options.SettleAfter ? _demand : 0);

    private void SettleLease()
    {
        var now = streams.Clock.GetUtcNow();
        Settle(TakeLease(now), now);
    }

    // Nothing more is allowed from it: it is about to be settled.
    private HeldLease? TakeLease(DateTimeOffset now)
    {
        var held = _lease;
        if (held is not null)
            (_lease, _demand, _demandAt) = (null, held.Spent, now);
        return held;
    }

    private void Settle(HeldLease? lease, DateTimeOffset now)
    {
        if (SettlementOf(lease) is { Events: { Length: > 0 } events })
            CommitSettling(lease!, events, now);
    }

    private (QuotaState Day, QuotaEvent[] Events) SettlementOf(HeldLease? lease)
    {
        var settlement = LeaseDecisions.Settle(State, lease);
        if (settlement.Events.Length == 0 && lease is { Spent: > 0 })
            streams.Logger.LeaseLost(lease.Id, lease.Spent, State.Day);
        return settlement;
    }

    // Should it fail, the stream has ended, and the lease is still among the unsettled: whoever loads the day anew settles it.
    private Task CommitSettling(HeldLease lease, IReadOnlyList<QuotaEvent> events, DateTimeOffset now)
    {
        _settling ??= [];
        _settling.RemoveAll(static settling => settling.Written.IsCompletedSuccessfully);
        var written = stream.CommitAsync(events, now);
        _settling.Add((lease, written));
        return written;
    }

    private void CloseLostLeases(DateTimeOffset now)
    {
        if (State.Leases.All.Length > (_lease is null ? 0 : 1) && streams.Clock.GetElapsedTime(_loadedAt) > TimesToSettle * Options.SettleAfter)
            _ = stream.CommitAsync(LeaseDecisions.Forfeit(State, _lease), now);
    }
}
