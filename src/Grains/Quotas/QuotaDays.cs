using System.Diagnostics.CodeAnalysis;
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
/// <remarks>What ends in Async is called without the gate of the principal, everything else with it.</remarks>
internal sealed class QuotaDays(Principal principal, object gate, QuotaStreams streams)
{
    private static readonly TimeSpan LookAheadEvery = TimeSpan.FromSeconds(1);

    private ReloadPause _pause;
    private OpenDay? _current;
    private AccountState? _account;
    private AccountLive? _accountStream;
    private Task? _opening;
    private Task? _closing;
    private DateTimeOffset _lookedAhead = DateTimeOffset.MinValue;

    /// <summary>
    /// The day that a call decided at <paramref name="now"/> is charged to, if it is at hand; else <see cref="Open"/> brings it. Decide under the
    /// same hold of the gate: later it may be another day, or another state.
    /// </summary>
    public bool TryGetCurrent([NotNullWhen(true)] out OpenDay? day, out DateTimeOffset now)
    {
        now = streams.Clock.GetUtcNow();
        day = _opening is null && _current is { HasEnded: false } current && current.State.Day == DayAt(now) && !MustLookAhead(now) ? current : null;
        return day is not null;
    }

    /// <summary>Opens the current day. Callers that arrive while it is being opened share one opening.</summary>
    /// <exception cref="EventStoreUnavailableException">The day cannot be read, or could not be a moment ago.</exception>
    public Task Open() => _opening ??= Task.Run(OpenOnceAsync);

    /// <summary>Decides on the current day, which is opened first if it must be; answers when the decision holds.</summary>
    /// <param name="decide">Called with the gate held.</param>
    /// <exception cref="StreamLostException">Another activation writes the day.</exception>
    /// <exception cref="EventStoreUnavailableException">The day cannot be read or written.</exception>
    public async Task<TReply> DecideAsync<TReply>(Func<OpenDay, DateTimeOffset, Pending<TReply>> decide)
    {
        while (true)
        {
            Pending<TReply>? decided = null;
            var opening = Task.CompletedTask;
            lock (gate)
            {
                if (TryGetCurrent(out var day, out var now))
                    decided = decide(day, now);
                else
                    opening = Open();
            }

            if (decided is { } pending)
                return await pending.WhenHoldsAsync().ConfigureAwait(false);
            await opening.ConfigureAwait(false);
        }
    }

    /// <summary>The day of this date, null where that is the current one.</summary>
    public async Task<QuotaDay?> FindOtherAsync(DateOnly date)
    {
        var current = await DecideAsync(static (day, _) => new Pending<QuotaDay>(day.State.Day, Task.CompletedTask)).ConfigureAwait(false);
        return current.Date == date ? null : new QuotaDay(date);
    }

    /// <summary>What the day would open with.</summary>
    public Allowance AllowanceOn(QuotaDay day) => _account!.On(day, streams.Options.DefaultDailyLimit);

    /// <summary>The account was changed: from now on the days follow it.</summary>
    public void Follow(AccountState account)
    {
        if (account.Version >= _account!.Version)
            _account = account;
    }

    /// <summary>The principal's account, to be changed; few ever are.</summary>
    /// <exception cref="EventStoreUnavailableException">The account cannot be read.</exception>
    public async Task<AccountLive> OpenAccountAsync()
    {
        lock (gate)
            if (_accountStream is { HasEnded: false } open)
                return open;

        var loaded = await streams.LoadAccountAsync(gate, principal).ConfigureAwait(false);
        lock (gate)
            return _accountStream is { HasEnded: false } faster ? faster : _accountStream = loaded;
    }

    /// <summary>Any day as the store has it now; nothing is kept.</summary>
    /// <exception cref="StreamExpiredException">The day is past its retention.</exception>
    public Task<DayStream> LoadAsync(QuotaDay day) => streams.LoadDayAsync(gate, principal, day);

    /// <summary>Settles what is open, and completes when nothing is on its way any more, however it went.</summary>
    public Task CloseAsync()
    {
        Task closing, account;
        OpenDay? current;
        lock (gate)
            (closing, account, current) = (_closing ?? Task.CompletedTask, _accountStream?.DrainAsync() ?? Task.CompletedTask, _current);
        return Task.WhenAll(closing, account, DayClosing.RunAsync(current, principal, gate, streams));
    }

    private QuotaDay DayAt(DateTimeOffset now) =>
        QuotaCalendar.DayOf(now, _current is { State.IsOpen: true } current ? current.State.Day : null, streams.Options.MaxClockSkew);

    // Near midnight another silo, whose clock is ahead, may have opened tomorrow.
    private bool MustLookAhead(DateTimeOffset now) =>
        QuotaCalendar.NextDayMayBeOpen(now, streams.Options.MaxClockSkew) && DayAt(now) == QuotaDay.Of(now) && (now - _lookedAhead).Duration() >= LookAheadEvery;

    private async Task OpenOnceAsync()
    {
        try
        {
            lock (gate)
                _pause.ThrowIfPausing(streams.Clock);
            await OpenNowAsync(streams.Clock.GetUtcNow()).ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
                _opening = null;
        }
    }

    // Only what the store was asked for makes the pause longer, and is told: who calls during the pause neither prolongs it nor fills the log.
    private async Task OpenNowAsync(DateTimeOffset now)
    {
        try
        {
            await ReplaceAsync(await FindAsync(now).ConfigureAwait(false)).ConfigureAwait(false);
            lock (gate)
                _pause = default;
        }
        catch (EventStoreUnavailableException e)
        {
            streams.Logger.StreamUnavailable(QuotaStream.Name(principal, QuotaDay.Of(now)), e);
            lock (gate)
                _pause = _pause.Longer(streams.Clock);
            throw;
        }
    }

    private async Task<OpenDay> FindAsync(DateTimeOffset now)
    {
        QuotaDay day;
        bool mustLookAhead;
        lock (gate)
        {
            if (_current is { State.IsOpen: true } open && QuotaCalendar.IsTooFarAhead(open.State.Day, now, streams.Options.MaxClockSkew))
            {
                GrainInstruments.DaysAbandoned.Add(1);
                streams.Logger.DayAbandoned(principal.Value, open.State.Day, now);
            }

            (day, mustLookAhead) = (DayAt(now), MustLookAhead(now));
        }

        if (mustLookAhead)
        {
            var next = await LoadAsync(day.Next).ConfigureAwait(false);
            lock (gate)
                _lookedAhead = streams.Clock.GetUtcNow();
            if (next.State.IsOpen)
                return new OpenDay(next, gate, streams);
        }

        lock (gate)
            if (_current is { HasEnded: false } current && current.State.Day == day)
                return current;
        return new OpenDay(await LoadAsync(day).ConfigureAwait(false), gate, streams);
    }

    // An override that was set while the day was not looked after is made good here; so is what the day's leases were spent on.
    private async Task ReplaceAsync(OpenDay day)
    {
        if (ReferenceEquals(day, _current)) // only this writes it, and never twice at a time
            return;

        var account = await streams.LoadAccountAsync(gate, principal).ConfigureAwait(false);
        var followed = Task.CompletedTask;
        lock (gate)
        {
            var before = _current;
            (_current, _account) = (day, account.State);
            if (before is not null && before.State.Day == day.State.Day)
                day.Settle(before.Unsettled);
            else if (before is not null)
                _closing = Task.WhenAll(_closing ?? Task.CompletedTask, Task.Run(() => DayClosing.RunAsync(before, principal, gate, streams)));
            if (day.State.IsOpen)
                followed = day.Decide(state => QuotaDecisions.FollowAccount(state, AllowanceOn(state.Day)), streams.Clock.GetUtcNow()).Holds;
        }

        await followed.ConfigureAwait(false);
    }
}
