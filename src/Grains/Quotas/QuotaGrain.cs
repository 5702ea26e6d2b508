using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Quotas;

/// <summary>A shell round <see cref="QuotaDecisions"/> and <see cref="AccountDecisions"/>: find the day, decide, commit, reply.</summary>
[Reentrant]
internal sealed class QuotaGrain : Grain, IQuotaGrain
{
    private const int RefundAttempts = 5;

    private readonly QuotaStreams _streams;
    private readonly QuotaDays _days;

    public QuotaGrain(QuotaStreams streams)
    {
        _streams = streams;
        var key = this.GetPrimaryKeyString();
        if (!Principal.TryParse(key, lowerCase: false, out var principal))
            throw new ArgumentException($"'{key}' is not a principal.");
        _days = new QuotaDays(principal, streams);
    }

    /// <summary>Requests that have been accepted and not yet answered.</summary>
    internal int Waiting { get; private set; }

    public async Task<QuotaReply> Charge(ChargeRequest request)
    {
        if (Waiting >= _streams.Options.MaxPendingPerPrincipal)
            return QuotaReply.Overloaded;

        Waiting++;
        try
        {
            var command = request.ToCommand();
            OpenDay? day;
            DateTimeOffset now;
            while (!_days.TryGetCurrent(out day, out now))
                await _days.OpenAsync();

            return QuotaReply.Of(await day.ChargeAsync(command, _days.AllowanceOn(day.State.Day), now));
        }
        catch (Exception failure)
        {
            if (Refuse(failure) is not { } refusal)
                throw;
            return refusal;
        }
        finally
        {
            Waiting--;
        }
    }

    public Task<QuotaReply> Read(DateOnly? day) => AnswerAsync(async () =>
    {
        OpenDay? current;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out current, out now))
            await _days.OpenAsync();

        if (day is not { } date || current.State.Day.Date == date)
        {
            var state = current.State;
            var allowance = _days.AllowanceOn(state.Day);
            await current.ConfirmAsync(now);
            return new QuotaReply(QuotaStatus.Done, QuotaMessage.Of(QuotaReading.Of(state, allowance.Limit)));
        }

        var other = new QuotaDay(date);
        if (!_streams.Retention.IsReadable(other, now))
            return new QuotaReply(QuotaStatus.Expired);
        var closed = await _days.LoadAsync(other);
        return new QuotaReply(QuotaStatus.Done, QuotaMessage.Of(QuotaReading.Of(closed.State, _days.AllowanceOn(other).Limit)));
    });

    public Task<QuotaReply> Override(OverrideRequest request) =>
        ChangeAccountAsync(account => AccountDecisions.Override(account, request.ToOverride(), request.Actor, Parsed.Reason(request.Reason)));

    public Task<QuotaReply> RemoveOverride(ActorRequest request) =>
        ChangeAccountAsync(account => AccountDecisions.Remove(account, request.Actor, Parsed.Reason(request.Reason)));

    public Task<QuotaReply> Reset(ResetRequest request) => AnswerAsync(async () =>
    {
        OpenDay? day;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out day, out now))
            await _days.OpenAsync();

        var command = request.ToCommand();
        return QuotaReply.Of(await day.DecideAsync(state => QuotaDecisions.Reset(state, command, _days.AllowanceOn(state.Day)), now));
    });

    public Task<QuotaReply> Refund(RefundRequest request) => AnswerAsync(async () =>
    {
        var command = request.ToCommand();
        OpenDay? current;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out current, out now))
            await _days.OpenAsync();

        var wanted = request.Day is { } date ? new QuotaDay(date) : current.State.Day;
        if (wanted == current.State.Day)
            return QuotaReply.Of(await current.DecideAsync(state => QuotaDecisions.Refund(state, command), now));
        return _streams.Retention.IsChangeable(wanted, now) ? await RefundClosedAsync(wanted, command) : new QuotaReply(QuotaStatus.Expired);
    });

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _days.CloseAsync().WaitAsync(cancellationToken);

    // A closed day is nobody's to hold: it is loaded for each refund, and loaded again if two meet.
    private async Task<QuotaReply> RefundClosedAsync(QuotaDay day, RefundCharge command)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var closed = await _days.LoadAsync(day);
                var decision = QuotaDecisions.Refund(closed.State, command);
                await closed.CommitAsync(decision.Events, _streams.Clock.GetUtcNow());
                return QuotaReply.Of(decision.Reply);
            }
            catch (StreamLostException) when (attempt < RefundAttempts)
            {
                // decided anew on what stands there now
            }
        }
    }

    /// <summary>The account first, then the open day; a crash in between is made good when the day is next loaded.</summary>
    private Task<QuotaReply> ChangeAccountAsync(Func<AccountState, Decision<bool, AccountEvent>> rule) => AnswerAsync(async () =>
    {
        OpenDay? day;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out day, out now))
            await _days.OpenAsync();

        var account = await _days.OpenAccountAsync();
        var decision = rule(account.State);
        var committed = account.CommitAsync(decision.Events, now);
        var changed = account.State;
        await committed;
        _days.Follow(changed);

        while (!_days.TryGetCurrent(out day, out now))
            await _days.OpenAsync();

        var allowance = _days.AllowanceOn(day.State.Day);
        if (!decision.Reply && !day.State.IsOpen)
            return new QuotaReply(QuotaStatus.Replayed, QuotaMessage.Of(QuotaReading.Of(day.State, allowance.Limit)));

        var reading = await day.DecideAsync(state => QuotaDecisions.FollowAccount(state, allowance), now);
        return new QuotaReply(decision.Reply ? QuotaStatus.Done : QuotaStatus.Replayed, QuotaMessage.Of(reading));
    });

    private async Task<QuotaReply> AnswerAsync(Func<Task<QuotaReply>> decide)
    {
        if (Waiting >= _streams.Options.MaxPendingPerPrincipal)
            return QuotaReply.Overloaded;

        Waiting++;
        try
        {
            return await decide();
        }
        catch (Exception failure)
        {
            if (Refuse(failure) is not { } refusal)
                throw;
            return refusal;
        }
        finally
        {
            Waiting--;
        }
    }

    // Null for what is no failure of a stream: a fault of ours, which the caller should hear of.
    private QuotaReply? Refuse(Exception failure)
    {
        switch (failure)
        {
            case StreamLostException lost:
                _streams.Logger.StreamLost(lost.Stream);
                DeactivateOnIdle();
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
