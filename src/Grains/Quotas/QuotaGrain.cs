using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

using DayStream = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Quotas.QuotaState, Tollgate.Domain.Quotas.QuotaEvent>;

namespace Tollgate.Grains.Quotas;

/// <summary>A shell round <see cref="QuotaDecisions"/> and <see cref="AccountDecisions"/>: find the day, decide, commit, reply.</summary>
[Reentrant]
internal sealed class QuotaGrain : Grain, IQuotaGrain
{
    private const int RefundAttempts = 5;

    private readonly QuotaDays _days;
    private readonly QuotaOptions _options;
    private readonly RetentionOptions _retention;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;

    public QuotaGrain(
        IEventStore store, TimeProvider clock, IOptions<QuotaOptions> options, IOptions<RetentionOptions> retention, ILogger<QuotaGrain> logger)
    {
        _options = options.Value;
        _retention = retention.Value;
        _clock = clock;
        _logger = logger;
        var key = this.GetPrimaryKeyString();
        if (!Principal.TryParse(key, lowerCase: false, out var principal))
            throw new ArgumentException($"'{key}' is not a principal.");
        _days = new QuotaDays(principal, store, clock, _options, logger);
    }

    /// <summary>Requests that have been accepted and not yet answered.</summary>
    internal int Waiting { get; private set; }

    public Task<QuotaReply> Charge(ChargeRequest request)
    {
        var command = request.ToCommand();
        return AnswerAsync(async () =>
        {
            DayStream? day;
            DateTimeOffset now;
            while (!_days.TryGetCurrent(out day, out now))
                await _days.OpenAsync();

            var decision = QuotaDecisions.Charge(day.State, command, _days.AllowanceOn(day.State.Day));
            await day.CommitAsync(decision.Events, now);
            return QuotaReply.Of(decision.Reply);
        });
    }

    public Task<QuotaReply> Read(DateOnly? day) => AnswerAsync(async () =>
    {
        DayStream? current;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out current, out now))
            await _days.OpenAsync();

        if (day is not { } date || current.State.Day.Date == date)
        {
            var state = current.State;
            var allowance = _days.AllowanceOn(state.Day);
            await current.CommitAsync([], now);
            return new QuotaReply(QuotaStatus.Done, QuotaMessage.Of(QuotaReading.Of(state, allowance.Limit)));
        }

        var other = new QuotaDay(date);
        if (!_retention.IsReadable(other, now))
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
        DayStream? day;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out day, out now))
            await _days.OpenAsync();

        var decision = QuotaDecisions.Reset(day.State, request.ToCommand(), _days.AllowanceOn(day.State.Day));
        await day.CommitAsync(decision.Events, now);
        return QuotaReply.Of(decision.Reply);
    });

    public Task<QuotaReply> Refund(RefundRequest request) => AnswerAsync(async () =>
    {
        var command = request.ToCommand();
        DayStream? current;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out current, out now))
            await _days.OpenAsync();

        var wanted = request.Day is { } date ? new QuotaDay(date) : current.State.Day;
        if (wanted == current.State.Day)
            return await RefundAsync(current, command, now);
        return _retention.IsChangeable(wanted, now) ? await RefundClosedAsync(wanted, command) : new QuotaReply(QuotaStatus.Expired);
    });

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _days.DrainAsync().WaitAsync(cancellationToken);

    private static async Task<QuotaReply> RefundAsync(DayStream day, RefundCharge command, DateTimeOffset now)
    {
        var decision = QuotaDecisions.Refund(day.State, command);
        await day.CommitAsync(decision.Events, now);
        return QuotaReply.Of(decision.Reply);
    }

    // A closed day is nobody's to hold: it is loaded for each refund, and loaded again if two meet.
    private async Task<QuotaReply> RefundClosedAsync(QuotaDay day, RefundCharge command)
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                return await RefundAsync(await _days.LoadAsync(day), command, _clock.GetUtcNow());
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
        DayStream? day;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out day, out now))
            await _days.OpenAsync();

        var account = _days.Account;
        var decision = rule(account.State);
        await account.CommitAsync(decision.Events, now);

        while (!_days.TryGetCurrent(out day, out now))
            await _days.OpenAsync();

        var allowance = _days.AllowanceOn(day.State.Day);
        if (!decision.Reply && !day.State.IsOpen)
            return new QuotaReply(QuotaStatus.Replayed, QuotaMessage.Of(QuotaReading.Of(day.State, allowance.Limit)));

        var follow = QuotaDecisions.FollowAccount(day.State, allowance);
        await day.CommitAsync(follow.Events, now);
        return new QuotaReply(decision.Reply ? QuotaStatus.Done : QuotaStatus.Replayed, QuotaMessage.Of(follow.Reply));
    });

    private async Task<QuotaReply> AnswerAsync(Func<Task<QuotaReply>> decide)
    {
        if (Waiting >= _options.MaxPendingPerPrincipal)
            return new QuotaReply(QuotaStatus.Overloaded);

        Waiting++;
        try
        {
            return await decide();
        }
        catch (StreamLostException e)
        {
            _logger.StreamLost(e.Stream);
            DeactivateOnIdle();
            return new QuotaReply(QuotaStatus.Superseded);
        }
        catch (StreamExpiredException)
        {
            return new QuotaReply(QuotaStatus.Expired);
        }
        catch (StreamDamagedException e)
        {
            _logger.StreamDamaged(e);
            return new QuotaReply(QuotaStatus.Unavailable);
        }
        catch (EventStoreUnavailableException)
        {
            return new QuotaReply(QuotaStatus.Unavailable);
        }
        finally
        {
            Waiting--;
        }
    }
}
