using Microsoft.Extensions.Logging;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Quotas.Leases;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

using DayStream = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Quotas.QuotaState, Tollgate.Domain.Quotas.QuotaEvent>;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// A day as its activation holds it: the live stream and, where calls are leased, the lease. It ends with its stream; what its leases were
/// spent on is then written down by the day that is loaded after it.
/// </summary>
/// <remarks>Runs on its grain's scheduler. Decide in the turn that found the day: after any await it may be another one.</remarks>
internal sealed class OpenDay(DayStream stream, QuotaOptions options, LeaseSettler settler, TimeProvider clock, ILogger logger)
{
    // Lost owners had their time to settle once, before this was loaded at the latest, and as long again to be on the safe side.
    private const int TimesToSettle = 2;

    private readonly long _loadedAt = clock.GetTimestamp();
    private readonly string _owner = options.Durability == QuotaDurability.Leased ? Guid.NewGuid().ToString("N")[..16] : "";
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

    /// <summary>Decides one call. The answer holds when the task completes.</summary>
    public ValueTask<ChargeOutcome> ChargeAsync(ChargeCalls command, Allowance ifOpened, DateTimeOffset now)
    {
        CloseLostLeases(now);
        if (options.Durability == QuotaDurability.Leased)
            return ChargeLeasedAsync(command, ifOpened, now);

        var decision = QuotaDecisions.Charge(State, command, ifOpened);
        return AnswerAsync(decision.Reply, stream.CommitAsync(decision.Events, now));
    }

    /// <summary>Decides by a rule that must see every charge. The answer holds when the task completes.</summary>
    public ValueTask<TReply> DecideAsync<TReply>(Func<QuotaState, Decision<TReply, QuotaEvent>> rule, DateTimeOffset now)
    {
        CloseLostLeases(now);
        var held = TakeLease(now);
        var (settled, settling) = SettlementOf(held);
        var decision = rule(settled);
        return AnswerAsync(decision.Reply, settling.Length == 0
            ? stream.CommitAsync(decision.Events, now)
            : CommitSettling(held!, [.. settling, .. decision.Events], now));
    }

    /// <summary>Completes when what can be read now is durable, and still the last word.</summary>
    public Task ConfirmAsync(DateTimeOffset now) => stream.CommitAsync([], now);

    /// <summary>Settles the lease of this name, if it is the one held: its time is over.</summary>
    public void SettleLease(string leaseId)
    {
        var now = clock.GetUtcNow();
        if (_lease?.Id == leaseId && !HasEnded)
            Settle(TakeLease(now), now);
    }

    /// <summary>Settles what the day that ended before this one was loaded had left open.</summary>
    public void Settle(IReadOnlyList<HeldLease> unsettled, DateTimeOffset now)
    {
        foreach (var lease in unsettled)
            Settle(lease, now);
    }

    /// <summary>Settles the lease, and completes when nothing is on its way any more, however it went.</summary>
    public Task CloseAsync()
    {
        var now = clock.GetUtcNow();
        if (!HasEnded)
            Settle(TakeLease(now), now);
        return stream.DrainAsync();
    }

    private static ValueTask<TReply> AnswerAsync<TReply>(TReply reply, Task holds)
    {
        return holds.IsCompletedSuccessfully ? ValueTask.FromResult(reply) : Wait();

        async ValueTask<TReply> Wait()
        {
            await holds;
            return reply;
        }
    }

    private ValueTask<ChargeOutcome> ChargeLeasedAsync(ChargeCalls command, Allowance ifOpened, DateTimeOffset now)
    {
        var held = _lease;
        var terms = new LeaseTerms(options.LeaseUnits, options.SettleAfter, DemandAt(now));
        var charge = LeaseDecisions.Charge(State, held, command, ifOpened, terms, _owner, now);
        _lease = charge.Lease;

        // Without an event the call is covered by a lease that is durable, or about to be; or the answer is one that writes nothing.
        if (charge.Events.Count == 0)
            return AnswerAsync(charge.Outcome, charge.Outcome.Result == ChargeResult.Allowed ? stream.WhenDurable() : ConfirmAsync(now));

        (_demand, _demandAt) = (held?.Spent ?? command.Units.Value, now);
        if (charge.Lease is { } taken)
            settler.Add(this, taken.Id);
        return AnswerAsync(charge.Outcome, held is null ? stream.CommitAsync(charge.Events, now) : CommitSettling(held, charge.Events, now));
    }

    private long DemandAt(DateTimeOffset now) => _lease?.Spent ?? (now - _demandAt < options.SettleAfter ? _demand : 0);

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
            logger.LeaseLost(lease.Id, lease.Spent, State.Day);
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
        if (State.Leases.All.Length > (_lease is null ? 0 : 1) && clock.GetElapsedTime(_loadedAt) > TimesToSettle * options.SettleAfter)
            _ = stream.CommitAsync(LeaseDecisions.Forfeit(State, _lease), now);
    }
}
