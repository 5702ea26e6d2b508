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
/// <param name="onLost">Told that another activation writes the principal's streams: this one must give way.</param>
internal sealed class PrincipalQuota(Principal principal, QuotaStreams streams, Action<PrincipalQuota> onLost)
{
    private const int RefundAttempts = 5;

    // Of all principals: they are rare.
    private static readonly SemaphoreSlim LookingUp = new(1);

    private readonly object _gate = new();
    private QuotaDays? _days;
    private int _waiting;

    public Principal Principal => principal;

    /// <summary>Requests that have been accepted and not yet answered.</summary>
    public int Waiting => Volatile.Read(ref _waiting);

    /// <summary>When Orleans last saw a call: see <see cref="LocalQuotas"/>.</summary>
    public long LastMessageAt { get; set; }

    private QuotaDays Days => _days ??= new(principal, _gate, streams);

    /// <summary>Decides one call, and answers when the decision holds.</summary>
    public ValueTask<QuotaReply> ChargeAsync(ChargeCalls command) => ChargeTracing.IsOn ? ChargeTracing.TraceAsync(this, command) : DecideChargeAsync(command);

    internal ValueTask<QuotaReply> DecideChargeAsync(ChargeCalls command)
    {
        Pending<ChargeOutcome>? charge = null;
        lock (_gate)
        {
            if (_waiting >= streams.Options.MaxPendingPerPrincipal)
                return ValueTask.FromResult(QuotaReply.Overloaded);

            if (Days.TryGetCurrent(out var day, out var now))
            {
                charge = day.Charge(command, Days.AllowanceOn(day.State.Day), now);
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
        if (day is { } date && await FindOtherAsync(date).ConfigureAwait(false) is { } other)
            return await ReadOtherAsync(other).ConfigureAwait(false);

        long limit = 0;
        var state = await DecideAsync((current, now) =>
        {
            limit = Days.AllowanceOn(current.State.Day).Limit;
            return current.Read(now);
        }).ConfigureAwait(false);
        return new QuotaReply(QuotaStatus.Done, QuotaMessage.Of(QuotaReading.Of(state, limit)));
    });

    public Task<QuotaReply> ResetAsync(ResetUsage command) => AnswerAsync(async () =>
        QuotaReply.Of(await DecideAsync((day, now) => day.Decide(state => QuotaDecisions.Reset(state, command, Days.AllowanceOn(state.Day)), now)).ConfigureAwait(false)));

    /// <param name="day">The day of the charge; null for the current one.</param>
    public Task<QuotaReply> RefundAsync(DateOnly? day, RefundCharge command) => AnswerAsync(async () =>
    {
        if (day is { } date && await FindOtherAsync(date).ConfigureAwait(false) is { } other)
            return await RefundClosedAsync(other, command).ConfigureAwait(false);

        return await RefundOpenAsync(command).ConfigureAwait(false);
    });

    /// <summary>Changes the account first, then the open day; a crash in between is made good when the day is next loaded.</summary>
    public Task<QuotaReply> ChangeAccountAsync(Func<AccountState, Decision<bool, AccountEvent>> rule) => AnswerAsync(async () =>
    {
        await DecideAsync(static (day, _) => new Pending<bool>(day.State.IsOpen, Task.CompletedTask)).ConfigureAwait(false); // so that the account is known

        var account = await Days.OpenAccountAsync().ConfigureAwait(false);
        Pending<bool> change;
        AccountState changed;
        lock (_gate)
        {
            var decision = rule(account.State);
            change = new(decision.Reply, account.CommitAsync(decision.Events, streams.Clock.GetUtcNow()));
            changed = account.State;
        }

        var isChanged = await change.WhenHoldsAsync().ConfigureAwait(false);
        lock (_gate)
            Days.Follow(changed);

        var reading = await DecideAsync((day, now) =>
        {
            var allowance = Days.AllowanceOn(day.State.Day);
            return isChanged || day.State.IsOpen
                ? day.Decide(state => QuotaDecisions.FollowAccount(state, allowance), now)
                : new(QuotaReading.Of(day.State, allowance.Limit), Task.CompletedTask);
        }).ConfigureAwait(false);
        return new QuotaReply(isChanged ? QuotaStatus.Done : QuotaStatus.Replayed, QuotaMessage.Of(reading));
    });

    /// <summary>Settles what is open, and completes when nothing is on its way any more, however it went.</summary>
    public Task CloseAsync() => _days?.CloseAsync() ?? Task.CompletedTask;

    // Decides on the current day, which is opened first if it must be.
    private async Task<TReply> DecideAsync<TReply>(Func<OpenDay, DateTimeOffset, Pending<TReply>> decide)
    {
        while (true)
        {
            Pending<TReply>? decided = null;
            var opening = Task.CompletedTask;
            lock (_gate)
            {
                if (Days.TryGetCurrent(out var day, out var now))
                    decided = decide(day, now);
                else
                    opening = Days.Open();
            }

            if (decided is { } pending)
                return await pending.WhenHoldsAsync().ConfigureAwait(false);
            await opening.ConfigureAwait(false);
        }
    }

    // Null for the current day.
    private async Task<QuotaDay?> FindOtherAsync(DateOnly date)
    {
        var current = await DecideAsync(static (day, _) => new Pending<QuotaDay>(day.State.Day, Task.CompletedTask)).ConfigureAwait(false);
        return current.Date == date ? null : new QuotaDay(date);
    }

    private async Task<QuotaReply> ReadOtherAsync(QuotaDay day)
    {
        if (!streams.Retention.IsReadable(day, streams.Clock.GetUtcNow()))
            return new QuotaReply(QuotaStatus.Expired);

        var closed = await Days.LoadAsync(day).ConfigureAwait(false);
        lock (_gate)
            return new QuotaReply(QuotaStatus.Done, QuotaMessage.Of(QuotaReading.Of(closed.State, Days.AllowanceOn(day).Limit)));
    }

    // A charge that the day has forgotten is looked up in the log. One such refund at a time: the next one then finds it there.
    private async Task<QuotaReply> RefundOpenAsync(RefundCharge command)
    {
        var (outcome, day) = await RefundOpenAsync(command, forgottenOn: default, inLog: null).ConfigureAwait(false);
        if (day is not { } forgetful)
            return QuotaReply.Of(outcome);

        await LookingUp.WaitAsync().ConfigureAwait(false);
        try
        {
            var charge = await streams.FindChargeAsync(principal, forgetful, command.RequestId).ConfigureAwait(false);
            return QuotaReply.Of((await RefundOpenAsync(command, forgetful, charge).ConfigureAwait(false)).Outcome);
        }
        finally
        {
            LookingUp.Release();
        }
    }

    // With the outcome comes the day that may have forgotten the charge; null where it knows.
    private Task<(RefundOutcome Outcome, QuotaDay? Forgetful)> RefundOpenAsync(RefundCharge command, QuotaDay forgottenOn, RememberedRequest? inLog) =>
        DecideAsync((current, now) => current.Decide(
            state =>
            {
                var decision = QuotaDecisions.Refund(state, command, state.Day == forgottenOn ? inLog : null);
                var mayHaveForgotten = decision.Reply.Result == RefundResult.UnknownCharge && state.Requests.Count == RequestMemory.Capacity;
                return new Decision<(RefundOutcome, QuotaDay?), QuotaEvent>((decision.Reply, mayHaveForgotten ? state.Day : null), decision.Events);
            },
            now));

    // A closed day is nobody's to hold: it is loaded for each refund, and loaded again if two meet.
    private async Task<QuotaReply> RefundClosedAsync(QuotaDay day, RefundCharge command)
    {
        if (!streams.Retention.IsChangeable(day, streams.Clock.GetUtcNow()))
            return new QuotaReply(QuotaStatus.Expired);

        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var closed = await Days.LoadAsync(day).ConfigureAwait(false);
                var charge = await streams.FindChargeAsync(principal, day, command.RequestId).ConfigureAwait(false); // the state may have forgotten it
                Pending<RefundOutcome> refund;
                lock (_gate)
                {
                    var decision = QuotaDecisions.Refund(closed.State, command, charge);
                    refund = new(decision.Reply, closed.CommitAsync(decision.Events, streams.Clock.GetUtcNow()));
                }

                return QuotaReply.Of(await refund.WhenHoldsAsync().ConfigureAwait(false));
            }
            catch (StreamLostException) when (attempt < RefundAttempts)
            {
                // decided anew on what stands there now
            }
        }
    }

    private async Task<QuotaReply> OpenAndChargeAsync(ChargeCalls command) =>
        QuotaReply.Of(await DecideAsync((day, now) => day.Charge(command, Days.AllowanceOn(day.State.Day), now)).ConfigureAwait(false));

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
            if (_waiting >= streams.Options.MaxPendingPerPrincipal)
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
                streams.Logger.StreamLost(lost.Stream);
                onLost(this);
                return new QuotaReply(QuotaStatus.Superseded);
            case StreamExpiredException:
                return new QuotaReply(QuotaStatus.Expired);
            case StreamDamagedException damaged:
                streams.Logger.StreamDamaged(damaged);
                return new QuotaReply(QuotaStatus.Unavailable);
            case EventStoreUnavailableException:
                return new QuotaReply(QuotaStatus.Unavailable);
            default:
                return null;
        }
    }
}
