using Microsoft.Extensions.Logging;
using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>
/// One stream as one activation holds it: the state that decisions see, and the queue of events on their way to the store. Only the
/// flush loop appends, one batch at a time; what is decided meanwhile gathers into the next batch (group commit).
/// </summary>
/// <remarks>
/// Runs on its grain's scheduler, one turn at a time, so it takes no locks. It ends at the first failure: everybody who waits gets the
/// failure, the pending state is worthless, and the grain loads the stream anew.
/// </remarks>
internal sealed class LiveStream<TState, TEvent>
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan LastRetry = TimeSpan.FromSeconds(1);

    // How old the knowledge may be that an answer rests on which writes nothing.
    private static readonly TimeSpan ConfirmationHolds = TimeSpan.FromSeconds(1);

    private readonly StreamDefinition<TState, TEvent> _definition;
    private readonly IEventStore _store;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Queue<PendingBatch> _queue = new();
    private PendingBatch? _filling;
    private PendingBatch? _last;
    private EventBatch? _inFlight;
    private Task? _confirming;
    private long _durableVersion;
    private long _confirmedAt;
    private bool _isFlushing;

    private LiveStream(StreamDefinition<TState, TEvent> definition, IEventStore store, TimeProvider clock, ILogger logger)
    {
        _definition = definition;
        _store = store;
        _clock = clock;
        _logger = logger;
        State = definition.Initial;
        _confirmedAt = clock.GetTimestamp();
    }

    /// <summary>What the next decision sees: everything durable and everything queued.</summary>
    public TState State { get; private set; }

    public bool HasEnded { get; private set; }

    public static async Task<LiveStream<TState, TEvent>> LoadAsync(
        StreamDefinition<TState, TEvent> definition, IEventStore store, TimeProvider clock, ILogger logger)
    {
        var stream = new LiveStream<TState, TEvent>(definition, store, clock, logger);
        await foreach (var recorded in store.ReadAsync(definition.Name, fromVersion: 1, CancellationToken.None))
        {
            if (recorded.FirstVersion != stream._durableVersion + 1)
                throw new StreamExpiredException(definition.Name);

            foreach (var data in recorded.Batch.Events)
                stream.Replay(data);
            stream._durableVersion = recorded.LastVersion;
        }

        return stream;
    }

    private void Replay(EventData data)
    {
        try
        {
            State = _definition.Evolve(State, _definition.Decode(data.Type, data.Data.Span));
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            throw new StreamDamagedException(_definition.Name, fault);
        }
    }

    /// <summary>
    /// Makes a decision's events part of the state at once, and durable by the time the task completes. Without events it completes when
    /// what the decision rests on is durable, and the store has said within the last second that nobody else has written since.
    /// </summary>
    /// <exception cref="StreamLostException">Another activation writes the stream. The decision does not hold.</exception>
    /// <exception cref="EventStoreUnavailableException">The store failed. The decision does not hold.</exception>
    public Task CommitAsync(IReadOnlyList<TEvent> events, DateTimeOffset at)
    {
        if (events.Count == 0)
            return ConfirmAsync();

        if (HasEnded)
            throw new InvalidOperationException("The stream has ended; load it anew.");

        Enqueue(events, at);
        var settled = _last!.Settled;
        if (!_isFlushing)
            _ = FlushAsync();
        return settled;
    }

    /// <summary>
    /// For an answer that writes nothing: no append vouches for it, so a stale activation could go on refusing after a raise or a reset.
    /// One read of the stream's tail serves everybody who waits.
    /// </summary>
    private async Task ConfirmAsync()
    {
        if (_last is { } pending)
            await pending.Settled;
        if (!HasEnded && _clock.GetElapsedTime(_confirmedAt) >= ConfirmationHolds)
            await (_confirming ??= ReadTailAsync());
    }

    private async Task ReadTailAsync()
    {
        await Task.Yield(); // so that _confirming is set before it is cleared
        var version = _durableVersion;
        var began = _clock.GetTimestamp();
        try
        {
            await foreach (var recorded in _store.ReadAsync(_definition.Name, version + 1, CancellationToken.None))
            {
                // Our own append, of meanwhile: it was conditional, so it says more than this read.
                if (_durableVersion > version || recorded.Batch.Id == _inFlight?.Id)
                    return;
                End(new StreamLostException(_definition.Name));
                throw new StreamLostException(_definition.Name);
            }

            _confirmedAt = began;
        }
        finally
        {
            _confirming = null;
        }
    }

    /// <summary>Completes when nothing is on its way any more, however it went.</summary>
    public async Task DrainAsync()
    {
        if (_last is { } last)
            await last.Settled.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
    }

    private void Enqueue(IReadOnlyList<TEvent> events, DateTimeOffset at)
    {
        var data = new EventData[events.Count];
        for (var i = 0; i < data.Length; i++)
        {
            var stored = _definition.Encode(events[i]);
            data[i] = new EventData(stored.Type, at, stored.Data);
            State = _definition.Evolve(State, events[i]);
        }

        if (_filling is null || !_filling.TryAdd(data))
        {
            _last = _filling = new PendingBatch();
            _queue.Enqueue(_filling);
            if (!_filling.TryAdd(data))
                throw new InvalidOperationException("The events of one decision do not fit into one batch.");
        }
    }

    private async Task FlushAsync()
    {
        _isFlushing = true;
        while (_queue.TryDequeue(out var pending))
        {
            if (ReferenceEquals(pending, _filling))
                _filling = null; // on its way: what comes now goes into the next one

            try
            {
                _inFlight = pending.ToEventBatch();
                var began = _clock.GetTimestamp();
                await AppendUntilKnownAsync(_inFlight);
                _confirmedAt = began;
                _durableVersion += pending.Count;
            }
            catch (VersionConflictException conflict)
            {
                pending.Fail(new StreamLostException(_definition.Name, conflict));
                End(new StreamLostException(_definition.Name, conflict));
                return;
            }
            catch (Exception failure) // whatever it is, the waiters must hear of it
            {
                pending.Fail(failure);
                End(failure);
                return;
            }

            pending.Succeed();
        }

        _isFlushing = false;
    }

    // The store may have written the batch although it did not say so: the same batch again tells, and writes nothing twice.
    private async Task AppendUntilKnownAsync(EventBatch batch)
    {
        for (var wait = FirstRetry; ; wait = wait * 2 < LastRetry ? wait * 2 : LastRetry)
        {
            try
            {
                await _store.AppendAsync(_definition.Name, _durableVersion, batch, CancellationToken.None);
                return;
            }
            catch (EventStoreUnavailableException e) when (e.OutcomeUnknown)
            {
                GrainInstruments.UnknownOutcomes.Add(1);
                _logger.AppendOutcomeUnknown(_definition.Name, wait, e);
                await Task.Delay(wait, _clock);
            }
        }
    }

    private void End(Exception reason)
    {
        HasEnded = true;
        if (reason is StreamLostException)
            GrainInstruments.StreamsLost.Add(1);
        foreach (var pending in _queue)
            pending.Fail(reason);
        _queue.Clear();
    }
}
