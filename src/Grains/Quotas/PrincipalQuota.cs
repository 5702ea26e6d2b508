using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// The quota of one principal, as its activation holds it: find the day, decide, commit, reply. May be called from any thread: one gate keeps
/// decisions one after the other, and nobody waits for the store with it.
/// </summary>
internal sealed class PrincipalQuota
{
    private readonly object _gate = new();
    private readonly QuotaStreams _streams;
    private readonly QuotaDays _days;
    private readonly Action<PrincipalQuota> _onLost;
    private int _waiting;

    /// <param name="onLost">Told that another activation writes the principal's streams: this one must give way.</param>
    public PrincipalQuota(Principal principal, QuotaStreams streams, Action<PrincipalQuota> onLost)
    {
        (Principal, _streams, _onLost) = (principal, streams, onLost);
        _days = new(principal, _gate, streams);
    }

    public Principal Principal { get; }

    /// <summary>Requests that have been accepted and not yet answered.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>When Orleans last saw a call: see <see cref="LocalQuotas"/>.</summary>
    public long LastMessageAt { get; set; }

    /// <summary>Decides one call, and answers when the decision holds.</summary>
    public ValueTask<QuotaReply> ChargeAsync(ChargeCalls command) => ChargeTracing.IsOn ? ChargeTracing.TraceAsync(this, command) : DecideChargeAsync(command);

    internal ValueTask<QuotaReply> DecideChargeAsync(ChargeCalls command)
    {
        Pending<ChargeOutcome>? charge = null;
        lock (_gate)
        {
            if (_waiting >= _streams.Options.MaxPendingPerPrincipal)
                return ValueTask.FromResult(QuotaReply.Overloaded);

            if (_days.TryGetCurrent(out var day, out var now))
            {
                charge = day.Charge(command, _days.AllowanceOn(day.State.Day), now);
                if (charge.Value.Holds.IsCompletedSuccessfully)
                    return ValueTask.FromResult(QuotaReply.Of(charge.Value.Reply));
            }

            Interlocked.Increment(ref _waiting);
        }

        return new(charge is { } pending ? AnswerAsync(pending) : AnswerWaitingAsync(OpenAndChargeAsync(command)));
    }

    /// <param name="day">Null for the day that a call would be charged to now.</param>
    public Task<QuotaReply> ReadAsync(DateOnly? day) => AnswerAsync(async () =>
    {
        if (day is { } date && await _days.FindOtherAsync(date).ConfigureAwait(false) is { } other)
            return await ReadOtherAsync(other).ConfigureAwait(false);

        long limit = 0;
        var state = await _days.DecideAsync((current, now) =>
        {
            limit = _days.AllowanceOn(current.State.Day).Limit;
            return current.Read(now);
        }).ConfigureAwait(false);
        return new QuotaReply(QuotaStatus.Done, QuotaMessage.Of(QuotaReading.Of(state, limit)));
    });

    public Task<QuotaReply> ResetAsync(ResetUsage command) => AnswerAsync(async () =>
        QuotaReply.Of(await _days.DecideAsync((day, now) => day.Decide(state => QuotaDecisions.Reset(state, command, _days.AllowanceOn(state.Day)), now)).ConfigureAwait(false)));

    /// <param name="day">The day of the charge; null for the current one.</param>
    public Task<QuotaReply> RefundAsync(DateOnly? day, RefundCharge command) =>
        AnswerAsync(() => new PrincipalRefunds(Principal, _gate, _days, _streams).RefundAsync(day, command));

    /// <summary>Changes the account first, then the open day; a crash in between is made good when the day is next loaded.</summary>
    public Task<QuotaReply> ChangeAccountAsync(Func<AccountState, Decision<bool, AccountEvent>> rule) => AnswerAsync(async () =>
    {
        await _days.DecideAsync(static (day, _) => new Pending<bool>(day.State.IsOpen, Task.CompletedTask)).ConfigureAwait(false); // so that the account is known

        var account = await _days.OpenAccountAsync().ConfigureAwait(false);
        Pending<bool> change;
        AccountState changed;
        lock (_gate)
        {
            var decision = rule(account.State);
            change = new(decision.Reply, account.CommitAsync(decision.Events, _streams.Clock.GetUtcNow()));
            changed = account.State;
        }

        var isChanged = await change.WhenHoldsAsync().ConfigureAwait(false);
        lock (_gate)
            _days.Follow(changed);

        var reading = await _days.DecideAsync((day, now) =>
        {
            var allowance = _days.AllowanceOn(day.State.Day);
            return isChanged || day.State.IsOpen
                ? day.Decide(state => QuotaDecisions.FollowAccount(state, allowance), now)
                : new(QuotaReading.Of(day.State, allowance.Limit), Task.CompletedTask);
        }).ConfigureAwait(false);
        return new QuotaReply(isChanged ? QuotaStatus.Done : QuotaStatus.Replayed, QuotaMessage.Of(reading));
    });

    /// <summary>Settles what is open, and completes when nothing is on its way any more, however it went.</summary>
    public Task CloseAsync() => _days.CloseAsync();

    private async Task<QuotaReply> ReadOtherAsync(QuotaDay day)
    {
        if (!_streams.Retention.IsReadable(day, _streams.Clock.GetUtcNow()))
            return new QuotaReply(QuotaStatus.Expired);

        var closed = await _days.LoadAsync(day).ConfigureAwait(false);
        lock (_gate)
            return new QuotaReply(QuotaStatus.Done, QuotaMessage.Of(QuotaReading.Of(closed.State, _days.AllowanceOn(day).Limit)));
    }

    private async Task<QuotaReply> OpenAndChargeAsync(ChargeCalls command) =>
        QuotaReply.Of(await _days.DecideAsync((day, now) => day.Charge(command, _days.AllowanceOn(day.State.Day), now)).ConfigureAwait(false));

    // As AnswerWaitingAsync, in one step less: nearly every call comes through here.
    private async Task<QuotaReply> AnswerAsync(Pending<ChargeOutcome> charge)
    {
        try
        {
            await charge.Holds.ConfigureAwait(false);
            return QuotaReply.Of(charge.Reply);
        }
        catch (Exception failure)
        {
            if (Refuse(failure) is not { } refusal)
                throw;
            return refusal;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    private Task<QuotaReply> AnswerAsync(Func<Task<QuotaReply>> decide)
    {
        lock (_gate)
        {
            if (_waiting >= _streams.Options.MaxPendingPerPrincipal)
                return Task.FromResult(QuotaReply.Overloaded);
            Interlocked.Increment(ref _waiting);
        }

        return AnswerWaitingAsync(decide());
    }

    private async Task<QuotaReply> AnswerWaitingAsync(Task<QuotaReply> decided)
    {
        try
        {
            return await decided.ConfigureAwait(false);
        }
        catch (Exception failure)
        {
            if (Refuse(failure) is not { } refusal)
                throw;
            return refusal;
        }
        finally
        {
            Interlocked.Decrement(ref _waiting);
        }
    }

    // Null for what is no failure of a stream: a fault of ours, which the caller should hear of.
    private QuotaReply? Refuse(Exception failure)
    {
        switch (failure)
        {
            case StreamLostException lost:
                _streams.Logger.StreamLost(lost.Stream);
                _onLost(this);
                return new QuotaReply(QuotaStatus.Superseded);
            case StreamExpiredException:
                return new QuotaReply(QuotaStatus.Expired);
            case StreamDamagedException damaged:
                _streams.Logger.StreamDamaged(damaged);
                return new QuotaReply(QuotaStatus.Unavailable);
            case EventStoreUnavailableException:
                return new QuotaReply(QuotaStatus.Unavailable);
            default:
                return null;
        }
    }
}
