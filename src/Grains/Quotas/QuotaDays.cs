using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

using AccountLive = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Accounts.AccountState, Tollgate.Domain.Accounts.AccountEvent>;
using DayStream = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Quotas.QuotaState, Tollgate.Domain.Quotas.QuotaEvent>;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// The days of one principal: which one is current, loaded when it is first asked for. Roll-over is this and nothing else; no timer,
/// no reminder: after a week asleep the next call simply finds another day. With each day comes the account, read anew.
/// </summary>
internal sealed class QuotaDays(Principal principal, IEventStore store, TimeProvider clock, QuotaOptions options, ILogger logger)
{
    private static readonly TimeSpan LookAheadEvery = TimeSpan.FromSeconds(1);

    private readonly ReloadPause _pause = new(clock);
    private DayStream? _current;
    private AccountLive? _account;
    private Task? _opening;
    private DateTimeOffset _lookedAhead = DateTimeOffset.MinValue;

    /// <summary>
    /// The day that a call decided at <paramref name="now"/> is charged to, if it is at hand; else <see cref="OpenAsync"/> brings it. Decide in
    /// the same turn: after any await it may be another day, or another state.
    /// </summary>
    public bool TryGetCurrent([NotNullWhen(true)] out DayStream? day, out DateTimeOffset now)
    {
        now = clock.GetUtcNow();
        day = _opening is null && _account is { HasEnded: false } && _current is { HasEnded: false } current && current.State.Day == DayAt(now) && !MustLookAhead(now) ? current : null;
        return day is not null;
    }

    /// <summary>Opens the current day. Callers that arrive while it is being opened share one opening.</summary>
    /// <exception cref="EventStoreUnavailableException">The day cannot be read, or could not be a moment ago.</exception>
    public Task OpenAsync() => _opening ??= OpenOnceAsync();

    /// <summary>The account that came with the current day.</summary>
    public AccountLive Account => _account ?? throw new InvalidOperationException("No day is open.");

    /// <summary>What the day would open with.</summary>
    public Allowance AllowanceOn(QuotaDay day) => Account.State.On(day, options.DefaultDailyLimit);

    /// <summary>Any day as the store has it now; nothing is kept.</summary>
    /// <exception cref="StreamExpiredException">The day is past its retention.</exception>
    public Task<DayStream> LoadAsync(QuotaDay day) =>
        DayStream.LoadAsync(
            new StreamDefinition<QuotaState, QuotaEvent>(
                QuotaStream.Name(principal, day),
                QuotaState.Initial(day),
                static (state, happened) => state.Evolve(happened),
                QuotaEventCodec.Encode,
                QuotaEventCodec.Decode),
            store, clock, logger);

    public Task DrainAsync() => Task.WhenAll(_current?.DrainAsync() ?? Task.CompletedTask, _account?.DrainAsync() ?? Task.CompletedTask);

    private QuotaDay DayAt(DateTimeOffset now) =>
        QuotaCalendar.DayOf(now, _current is { State.IsOpen: true } current ? current.State.Day : null, options.MaxClockSkew);

    // Near midnight another silo, whose clock is ahead, may have opened tomorrow.
    private bool MustLookAhead(DateTimeOffset now) =>
        QuotaCalendar.NextDayMayBeOpen(now, options.MaxClockSkew) && DayAt(now) == QuotaDay.Of(now) && (now - _lookedAhead).Duration() >= LookAheadEvery;

    private async Task OpenOnceAsync()
    {
        await Task.Yield(); // so that _opening is set before it is cleared
        var now = clock.GetUtcNow();
        try
        {
            _pause.ThrowIfPausing();
            var day = await FindAsync(now);
            if (day != _current || _account is not { HasEnded: false })
                _account = await LoadAccountAsync(day);
            _current = day;
            _pause.Reset();
        }
        catch (EventStoreUnavailableException e)
        {
            logger.StreamUnavailable(QuotaStream.Name(principal, QuotaDay.Of(now)), e);
            _pause.Lengthen();
            throw;
        }
        finally
        {
            _opening = null;
        }
    }

    private async Task<DayStream> FindAsync(DateTimeOffset now)
    {
        if (_current is { State.IsOpen: true } open && QuotaCalendar.IsTooFarAhead(open.State.Day, now, options.MaxClockSkew))
        {
            GrainInstruments.DaysAbandoned.Add(1);
            logger.DayAbandoned(principal.Value, open.State.Day, now);
        }

        var day = DayAt(now);
        if (MustLookAhead(now))
        {
            var next = await LoadAsync(day.Next);
            _lookedAhead = clock.GetUtcNow();
            if (next.State.IsOpen)
                return next;
        }

        return _current is { HasEnded: false } current && current.State.Day == day ? current : await LoadAsync(day);
    }

    // An override that was set while the day was not looked after is made good here.
    private async Task<AccountLive> LoadAccountAsync(DayStream day)
    {
        var account = await AccountLive.LoadAsync(
            new StreamDefinition<AccountState, AccountEvent>(
                AccountStream.Name(principal),
                AccountState.Initial,
                static (state, happened) => state.Evolve(happened),
                AccountEventCodec.Encode,
                AccountEventCodec.Decode),
            store, clock, logger);
        if (day.State.IsOpen)
        {
            var follow = QuotaDecisions.FollowAccount(day.State, account.State.On(day.State.Day, options.DefaultDailyLimit));
            if (follow.Events.Count > 0)
                await day.CommitAsync(follow.Events, clock.GetUtcNow());
        }

        return account;
    }
}
