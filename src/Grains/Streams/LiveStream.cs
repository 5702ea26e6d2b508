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

    private readonly string _name;
    private readonly StreamKind<TState, TEvent> _kind;
    private readonly IEventStore _store;
    private readonly IStreamSnapshots<TState>? _snapshots;
    private readonly TimeProvider _clock;
    private readonly ILogger _logger;
    private readonly Queue<PendingBatch<TState>> _queue = new();
    private PendingBatch<TState>? _filling;
    private PendingBatch<TState>? _last;
    private EventBatch? _inFlight;
    private Task? _confirming;
    private long _durableVersion;
    private long _confirmedAt;
    private long _bytesSinceSnapshot;
    private bool _isFlushing;
    private Exception? _end;

    private LiveStream(
        string name, TState state, StreamKind<TState, TEvent> kind, IEventStore store, IStreamSnapshots<TState>? snapshots, TimeProvider clock, ILogger logger)
    {
        _name = name;
        State = state;
        _kind = kind;
        _store = store;
        _snapshots = snapshots;
        _clock = clock;
        _logger = logger;
    }

    /// <summary>What the next decision sees: everything durable and everything queued.</summary>
    public TState State { get; private set; }

    public bool HasEnded => _end is not null;

    public static async Task<LiveStream<TState, TEvent>> LoadAsync(
        string name, TState initial, StreamKind<TState, TEvent> kind, IEventStore store, IStreamSnapshots<TState>? snapshots, TimeProvider clock, ILogger logger)
    {
        var confirmedAt = clock.GetTimestamp();
        var replay = new StreamReplay<TState, TEvent>(name, initial, kind, store);
        await replay.RunAsync(snapshots);
        return new(name, replay.State, kind, store, snapshots, clock, logger)
        {
            _durableVersion = replay.Version,
            _confirmedAt = confirmedAt,
            _bytesSinceSnapshot = replay.FoldedBytes,
        };
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

        if (_end is not null)
            return Task.FromException(_end); // by an append of this very turn, or the caller would have loaded it anew

        Enqueue(events, at);
        var settled = _last!.Settled;
        if (!_isFlushing)
            _ = FlushAsync();
        return settled;
    }

    /// <summary>Completes when everything decided so far is durable.</summary>
    /// <exception cref="StreamLostException">It did not come to be: another activation writes the stream.</exception>
    /// <exception cref="EventStoreUnavailableException">It did not come to be: the store failed.</exception>
    public Task WhenDurable() => _last?.Settled ?? Task.CompletedTask;

    /// <summary>
    /// For an answer that writes nothing: no append vouches for it, so a stale activation could go on refusing after a raise or a reset.
    /// One read of the stream's tail serves everybody who waits.
    /// </summary>
    private async Task ConfirmAsync()
    {
        await WhenDurable();
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
            await foreach (var recorded in _store.ReadAsync(_name, version + 1, CancellationToken.None))
            {
                // Our own append, of meanwhile: it was conditional, so it says more than this read.
                if (_durableVersion > version || recorded.Batch.Id == _inFlight?.Id)
                    return;
                End(new StreamLostException(_name));
                throw new StreamLostException(_name);
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
        var next = State;
        for (var i = 0; i < data.Length; i++)
        {
            var stored = _kind.Encode(events[i]);
            data[i] = new EventData(stored.Type, at, stored.Data);
            next = _kind.Evolve(next, events[i]);
        }

        if (_filling is null || !_filling.TryAdd(data, next))
        {
            var batch = new PendingBatch<TState>();
            if (!batch.TryAdd(data, next))
                throw new InvalidOperationException("The events of one decision do not fit into one batch.");
            _last = _filling = batch;
            _queue.Enqueue(batch);
        }

        State = next;
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
                OfferSnapshot(pending, _inFlight.Id);
            }
            catch (VersionConflictException conflict)
            {
                pending.Fail(new StreamLostException(_name, conflict));
                End(new StreamLostException(_name, conflict));
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
                await _store.AppendAsync(_name, _durableVersion, batch, CancellationToken.None);
                return;
            }
            catch (EventStoreUnavailableException e) when (e.OutcomeUnknown)
            {
                GrainInstruments.UnknownOutcomes.Add(1);
                _logger.AppendOutcomeUnknown(_name, wait, e);
                await Task.Delay(wait, _clock);
            }
        }
    }

    private void OfferSnapshot(PendingBatch<TState> written, Guid batchId)
    {
        _bytesSinceSnapshot += written.Bytes;
        if (_snapshots is null || _bytesSinceSnapshot < _snapshots.Interval)
            return;

        _bytesSinceSnapshot = 0;
        _snapshots.Offer(_name, new(written.StateAfter, _durableVersion - written.Count + 1, _durableVersion, batchId));
    }

    private void End(Exception reason)
    {
        _end = reason;
        if (reason is StreamLostException)
            GrainInstruments.StreamsLost.Add(1);
        foreach (var pending in _queue)
            pending.Fail(reason);
        _queue.Clear();
    }
}
