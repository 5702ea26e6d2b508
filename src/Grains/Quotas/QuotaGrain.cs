using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Orleans.Concurrency;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Quotas;

/// <summary>A shell round <see cref="QuotaDecisions"/>: find the day, decide, commit, reply.</summary>
[Reentrant]
internal sealed class QuotaGrain : Grain, IQuotaGrain
{
    private readonly QuotaDays _days;
    private readonly QuotaOptions _options;

    public QuotaGrain(IEventStore store, TimeProvider clock, IOptions<QuotaOptions> options, ILogger<QuotaGrain> logger)
    {
        _options = options.Value;
        var key = this.GetPrimaryKeyString();
        if (!Principal.TryParse(key, lowerCase: false, out var principal))
            throw new ArgumentException($"'{key}' is not a principal.");
        _days = new QuotaDays(principal, store, clock, _options.MaxClockSkew, logger);
    }

    /// <summary>Calls that have been accepted and not yet answered.</summary>
    internal int Waiting { get; private set; }

    public async Task<ChargeReply> Charge(ChargeRequest request)
    {
        var command = request.ToCommand();
        if (Waiting >= _options.MaxPendingPerPrincipal)
            return ChargeReply.Overloaded;

        Waiting++;
        try
        {
            LiveStream<QuotaState, QuotaEvent>? day;
            DateTimeOffset now;
            while (!_days.TryGetCurrent(out day, out now))
                await _days.OpenAsync();

            var decision = QuotaDecisions.Charge(day.State, command, new Allowance(_options.DefaultDailyLimit, AccountVersion: 0));
            await day.CommitAsync(decision.Events, now);
            return ChargeReply.Of(decision.Reply);
        }
        catch (StreamLostException)
        {
            DeactivateOnIdle();
            return ChargeReply.Superseded;
        }
        catch (EventStoreUnavailableException)
        {
            return ChargeReply.Unavailable;
        }
        finally
        {
            Waiting--;
        }
    }

    public async Task<QuotaReply> Read(DateOnly? day)
    {
        try
        {
            var state = day is { } date ? await _days.ReadAsync(new QuotaDay(date)) : await ReadCurrentAsync();
            return new QuotaReply(true, QuotaMessage.Of(QuotaReading.Of(state, _options.DefaultDailyLimit)));
        }
        catch (StreamLostException)
        {
            DeactivateOnIdle();
            return new QuotaReply(false, null);
        }
        catch (EventStoreUnavailableException)
        {
            return new QuotaReply(false, null);
        }
    }

    public override Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken) =>
        _days.DrainAsync().WaitAsync(cancellationToken);

    private async Task<QuotaState> ReadCurrentAsync()
    {
        LiveStream<QuotaState, QuotaEvent>? day;
        DateTimeOffset now;
        while (!_days.TryGetCurrent(out day, out now))
            await _days.OpenAsync();

        var state = day.State;
        await day.CommitAsync([], now);
        return state;
    }
}
