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
internal sealed class QuotaDays(Principal principal, QuotaStreams streams)
{
    private static readonly TimeSpan LookAheadEvery = TimeSpan.FromSeconds(1);

    private const int SettleAttempts = 3;

    private readonly ReloadPause _pause = new(streams.Clock);
    private OpenDay? _current;
    private AccountState? _account;
    private AccountLive? _accountStream;
    private Task? _openingAccount;
    private Task? _opening;
    private Task _closing = Task.CompletedTask;
    private DateTimeOffset _lookedAhead = DateTimeOffset.MinValue;

    /// <summary>
    /// The day that a call decided at <paramref name="now"/> is charged to, if it is at hand; else <see cref="OpenAsync"/> brings it. Decide in
    /// the same turn: after any await it may be another day, or another state.
    /// </summary>
    public bool TryGetCurrent([NotNullWhen(true)] out OpenDay? day, out DateTimeOffset now)
    {
        now = streams.Clock.GetUtcNow();
        day = _opening is null && _current is { HasEnded: false } current && current.State.Day == DayAt(now) && !MustLookAhead(now) ? current : null;
        return day is not null;
    }

    /// <summary>Opens the current day. Callers that arrive while it is being opened share one opening.</summary>
    /// <exception cref="EventStoreUnavailableException">The day cannot be read, or could not be a moment ago.</exception>
    public Task OpenAsync() => _opening ??= OpenOnceAsync();

    /// <summary>What the day would open with.</summary>
    public Allowance AllowanceOn(QuotaDay day) => _account!.On(day, streams.Options.DefaultDailyLimit);

    /// <summary>The principal's account, to be changed; few ever are.</summary>
    /// <exception cref="EventStoreUnavailableException">The account cannot be read.</exception>
    public async Task<AccountLive> OpenAccountAsync()
    {
        while (_accountStream is null or { HasEnded: true })
            await (_openingAccount ??= OpenAccountOnceAsync());
        return _accountStream;
    }

    /// <summary>The account was changed: from now on the days follow it.</summary>
    public void Follow(AccountState account)
    {
        if (account.Version >= _account!.Version)
            _account = account;
    }

    /// <summary>Any day as the store has it now; nothing is kept.</summary>
    /// <exception cref="StreamExpiredException">The day is past its retention.</exception>
    public Task<DayStream> LoadAsync(QuotaDay day) => streams.LoadDayAsync(principal, day);

    /// <summary>Settles what is open, and completes when nothing is on its way any more, however it went.</summary>
    public Task CloseAsync() => Task.WhenAll(_closing, CloseAsync(_current), _accountStream?.DrainAsync() ?? Task.CompletedTask);

    private QuotaDay DayAt(DateTimeOffset now) =>
        QuotaCalendar.DayOf(now, _current is { State.IsOpen: true } current ? current.State.Day : null, streams.Options.MaxClockSkew);

    // Near midnight another silo, whose clock is ahead, may have opened tomorrow.
    private bool MustLookAhead(DateTimeOffset now) =>
        QuotaCalendar.NextDayMayBeOpen(now, streams.Options.MaxClockSkew) && DayAt(now) == QuotaDay.Of(now) && (now - _lookedAhead).Duration() >= LookAheadEvery;

    private async Task OpenOnceAsync()
    {
        await Task.Yield(); // so that _opening is set before it is cleared
        var now = streams.Clock.GetUtcNow();
        try
        {
            _pause.ThrowIfPausing();
            var day = await FindAsync(now);
            if (day != _current)
                await ReplaceAsync(day);
            _pause.Reset();
        }
        catch (EventStoreUnavailableException e)
        {
            streams.Logger.StreamUnavailable(QuotaStream.Name(principal, QuotaDay.Of(now)), e);
            _pause.Lengthen();
            throw;
        }
        finally
        {
            _opening = null;
        }
    }

    private async Task<OpenDay> FindAsync(DateTimeOffset now)
    {
        if (_current is { State.IsOpen: true } open && QuotaCalendar.IsTooFarAhead(open.State.Day, now, streams.Options.MaxClockSkew))
        {
            GrainInstruments.DaysAbandoned.Add(1);
            streams.Logger.DayAbandoned(principal.Value, open.State.Day, now);
        }

        var day = DayAt(now);
        if (MustLookAhead(now))
        {
            var next = await LoadAsync(day.Next);
            _lookedAhead = streams.Clock.GetUtcNow();
            if (next.State.IsOpen)
                return streams.Open(next);
        }

        return _current is { HasEnded: false } current && current.State.Day == day ? current : streams.Open(await LoadAsync(day));
    }

    // An override that was set while the day was not looked after is made good here; so is what the day's leases were spent on.
    private async Task ReplaceAsync(OpenDay day)
    {
        var account = (await streams.LoadAccountAsync(principal)).State;
        var now = streams.Clock.GetUtcNow();
        var before = _current;
        (_current, _account) = (day, account);
        if (before is not null && before.State.Day == day.State.Day)
            day.Settle(before.Unsettled, now);
        else
            _closing = Task.WhenAll(_closing, CloseAsync(before));
        if (day.State.IsOpen)
            await day.DecideAsync(state => QuotaDecisions.FollowAccount(state, AllowanceOn(state.Day)), now);
    }

    private async Task OpenAccountOnceAsync()
    {
        await Task.Yield(); // so that _openingAccount is set before it is cleared
        try
        {
            _accountStream = await streams.LoadAccountAsync(principal);
        }
        finally
        {
            _openingAccount = null;
        }
    }

    // A day whose stream has ended is loaded once more to settle what it left open: its calls were answered, and the log should know of them.
    private async Task CloseAsync(OpenDay? day)
    {
        if (day is null)
            return;

        await day.CloseAsync();
        try
        {
            for (var attempt = 1; day.Unsettled is { Count: > 0 } unsettled && attempt <= SettleAttempts; attempt++)
            {
                day = streams.Open(await LoadAsync(day.State.Day));
                day.Settle(unsettled, streams.Clock.GetUtcNow());
                await day.CloseAsync();
            }
        }
        catch (Exception failure) when (failure is EventStoreUnavailableException or StreamExpiredException or StreamDamagedException)
        {
            streams.Logger.LeasesNotSettled(principal.Value, day.State.Day, failure);
        }
    }
}
