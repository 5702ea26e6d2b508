using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

using DayStream = Tollgate.Grains.Streams.LiveStream<Tollgate.Domain.Quotas.QuotaState, Tollgate.Domain.Quotas.QuotaEvent>;

namespace Tollgate.Grains.Quotas;

/// <summary>
/// The days of one principal: which one is current, loaded when it is first asked for. Roll-over is this and nothing else; no timer,
/// no reminder: after a week asleep the next call simply finds another day.
/// </summary>
internal sealed class QuotaDays(Principal principal, IEventStore store, TimeProvider clock, TimeSpan maxClockSkew, ILogger logger)
{
    private static readonly TimeSpan LookAheadEvery = TimeSpan.FromSeconds(1);

    private readonly ReloadPause _pause = new(clock);
    private DayStream? _current;
    private Task? _opening;
    private DateTimeOffset _lookedAhead = DateTimeOffset.MinValue;

    /// <summary>
    /// The day that a call decided at <paramref name="now"/> is charged to, if it is at hand; else <see cref="OpenAsync"/> brings it. Decide in
    /// the same turn: after any await it may be another day, or another state.
    /// </summary>
    public bool TryGetCurrent([NotNullWhen(true)] out DayStream? day, out DateTimeOffset now)
    {
        now = clock.GetUtcNow();
        day = _opening is null && _current is { HasEnded: false } current && current.State.Day == DayAt(now) && !MustLookAhead(now) ? current : null;
        return day is not null;
    }

    /// <summary>Opens the current day. Callers that arrive while it is being opened share one opening.</summary>
    /// <exception cref="EventStoreUnavailableException">The day cannot be read, or could not be a moment ago.</exception>
    public Task OpenAsync() => _opening ??= OpenOnceAsync();

    /// <summary>Any day as the store has it now; nothing is kept.</summary>
    public async Task<QuotaState> ReadAsync(QuotaDay day) => (await LoadAsync(day)).State;

    public Task DrainAsync() => _current?.DrainAsync() ?? Task.CompletedTask;

    private QuotaDay DayAt(DateTimeOffset now) =>
        QuotaCalendar.DayOf(now, _current is { State.IsOpen: true } current ? current.State.Day : null, maxClockSkew);

    // Near midnight another silo, whose clock is ahead, may have opened tomorrow.
    private bool MustLookAhead(DateTimeOffset now) =>
        QuotaCalendar.NextDayMayBeOpen(now, maxClockSkew) && DayAt(now) == QuotaDay.Of(now) && (now - _lookedAhead).Duration() >= LookAheadEvery;

    private async Task OpenOnceAsync()
    {
        await Task.Yield(); // so that _opening is set before it is cleared
        var now = clock.GetUtcNow();
        try
        {
            _pause.ThrowIfPausing();
            _current = await FindAsync(now);
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
        if (_current is { State.IsOpen: true } open && QuotaCalendar.IsTooFarAhead(open.State.Day, now, maxClockSkew))
            logger.DayAbandoned(principal.Value, open.State.Day, now);

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

    private Task<DayStream> LoadAsync(QuotaDay day) =>
        DayStream.LoadAsync(
            new StreamDefinition<QuotaState, QuotaEvent>(
                QuotaStream.Name(principal, day),
                QuotaState.Initial(day),
                static (state, happened) => state.Evolve(happened),
                QuotaEventCodec.Encode,
                QuotaEventCodec.Decode),
            store, clock, logger);
}
