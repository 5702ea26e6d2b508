using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>
/// One stream as one activation holds it: the state that decisions see, and the queue of events on their way to the store. Only the
/// flush loop appends, one batch at a time; what is decided meanwhile gathers into the next batch (group commit).
/// </summary>
/// <remarks>
/// Whoever calls holds the gate, which is one for all that must change together; the flush loop takes it for itself. No store is ever waited for
/// with the gate held, and nobody is told anything. A stream ends at the first failure: everybody who waits gets the failure, the pending state is
/// worthless, and the stream is loaded anew.
/// </remarks>
internal sealed class LiveStream<TState, TEvent>
{
    private readonly object _gate;
    private readonly string _name;
    private readonly StreamKind<TState, TEvent> _kind;
    private readonly StreamSources<TState> _sources;
    private Queue<PendingBatch<TState>>? _queue;
    private PendingBatch<TState>? _filling;
    private PendingBatch<TState>? _last;
    private EventBatch? _inFlight;
    private Task? _confirming;
    private long _durableVersion;
    private long _confirmedAt;
    private long _bytesSinceSnapshot;
    private bool _isFlushing;
    private Exception? _end;

    private LiveStream(object gate, string name, StreamKind<TState, TEvent> kind, StreamSources<TState> sources, StreamReplay<TState, TEvent> replay, long readAt)
    {
        (_gate, _name, _kind, _sources) = (gate, name, kind, sources);
        (State, _durableVersion, _bytesSinceSnapshot, _confirmedAt) = (replay.State, replay.Version, replay.FoldedBytes, readAt);
    }

    /// <summary>What the next decision sees: everything durable and everything queued.</summary>
    public TState State { get; private set; }

    public bool HasEnded => _end is not null;

    /// <param name="gate">What is held by whoever calls the stream from now on.</param>
    /// <exception cref="StreamExpiredException">The beginning of the stream is gone.</exception>
    /// <exception cref="StreamDamagedException">An event cannot be read, or cannot stand where it stands.</exception>
    /// <exception cref="EventStoreUnavailableException">The store could not be read.</exception>
    public static async Task<LiveStream<TState, TEvent>> LoadAsync(
        object gate, string name, TState initial, StreamKind<TState, TEvent> kind, StreamSources<TState> sources)
    {
        var readAt = sources.Clock.GetTimestamp();
        var replay = new StreamReplay<TState, TEvent>(name, initial, kind, sources.Store);
        await replay.RunAsync(sources.Snapshots).ConfigureAwait(false);
        return new(gate, name, kind, sources, replay, readAt);
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
            return Task.FromException(_end); // by an append that failed at once, or the caller would have loaded it anew

        Enqueue(events, at);
        var settled = _last!.Settled;
        if (!_isFlushing)
        {
            _isFlushing = true;
            _ = FlushAsync();
        }

        return settled;
    }

    /// <summary>Completes when everything decided so far is durable.</summary>
    /// <exception cref="StreamLostException">It did not come to be: another activation writes the stream.</exception>
    /// <exception cref="EventStoreUnavailableException">It did not come to be: the store failed.</exception>
    public Task WhenDurable() => _last?.Settled ?? Task.CompletedTask;

    /// <summary>Completes when nothing is on its way any more, however it went. Called without the gate.</summary>
    public async Task DrainAsync()
    {
        Task last;
        lock (_gate)
            last = WhenDurable();
        await last.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
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
            (_queue ??= new(capacity: 1)).Enqueue(batch);
        }

        State = next;
    }

    private async Task FlushAsync()
    {
        while (TakeNext() is { } pending)
        {
            var began = _sources.Clock.GetTimestamp();
            Exception? failure = null;
            try
            {
                await AppendAsync().ConfigureAwait(false);
            }
            catch (EventStoreUnavailableException unknown) when (unknown.OutcomeUnknown)
            {
                failure = await UnknownOutcome.SettleAsync(_name, AppendAsync, unknown, _sources.Clock, _sources.Logger).ConfigureAwait(false);
            }
            catch (Exception any) // whatever it is, the waiters must hear of it
            {
                failure = any;
            }

            if (failure is not null)
            {
                var reason = failure is VersionConflictException conflict ? new StreamLostException(_name, conflict) : failure;
                pending.Fail(reason);
                Fail(End(reason), reason);
                return;
            }

            Written(pending, began);
            pending.Succeed();
        }
    }

    private PendingBatch<TState>? TakeNext()
    {
        lock (_gate)
        {
            if (_queue is null || !_queue.TryDequeue(out var pending))
            {
                _isFlushing = false;
                return null;
            }

            if (ReferenceEquals(pending, _filling))
                _filling = null; // on its way: what comes now goes into the next one
            _inFlight = pending.ToEventBatch(_sources.Clock.GetUtcNow());
            return pending;
        }
    }

    private Task AppendAsync() => _sources.Store.AppendAsync(_name, _durableVersion, _inFlight!, CancellationToken.None);

    private void Written(PendingBatch<TState> pending, long began)
    {
        lock (_gate)
        {
            var batchId = _inFlight!.Id;
            _inFlight = null;
            _confirmedAt = began;
            _durableVersion += pending.Count;
            if (ReferenceEquals(pending, _last))
                _last = null; // an idle stream keeps no batch
            OfferSnapshot(pending, batchId);
        }
    }

    private void OfferSnapshot(PendingBatch<TState> written, Guid batchId)
    {
        _bytesSinceSnapshot += written.Bytes;
        if (_sources.Snapshots is not { } snapshots || _bytesSinceSnapshot < snapshots.Interval)
            return;

        _bytesSinceSnapshot = 0;
        snapshots.Offer(_name, new(written.StateAfter, _durableVersion - written.Count + 1, _durableVersion, batchId));
    }

    // For an answer that writes nothing: no append vouches for it, so a stale activation could go on refusing after a raise or a reset.
    private Task ConfirmAsync() => WhenDurable() is { IsCompletedSuccessfully: false } pending ? ConfirmAfterAsync(pending) : ConfirmHeadAsync();

    private async Task ConfirmAfterAsync(Task pending)
    {
        await pending.ConfigureAwait(false);
        Task confirmed;
        lock (_gate)
            confirmed = ConfirmHeadAsync();
        await confirmed.ConfigureAwait(false);
    }

    // One read of the stream's tail serves everybody who waits.
    private Task ConfirmHeadAsync() =>
        _sources.Clock.GetElapsedTime(_confirmedAt) < StreamSources<TState>.ConfirmationHolds ? Task.CompletedTask
        : _end is not null ? Task.FromException(_end)
        : _confirming ??= Task.Run(ReadTailAsync);

    private async Task ReadTailAsync()
    {
        long version, began;
        lock (_gate)
            (version, began) = (_durableVersion, _sources.Clock.GetTimestamp());
        try
        {
            var isOthers = false;
            await foreach (var recorded in _sources.Store.ReadAsync(_name, version + 1, CancellationToken.None).ConfigureAwait(false))
            {
                // Our own append, of meanwhile, was conditional: it says more than this read.
                lock (_gate)
                    isOthers = _durableVersion == version && recorded.Batch.Id != _inFlight?.Id;
                break;
            }

            if (isOthers)
                throw new StreamLostException(_name);
            lock (_gate)
                _confirmedAt = Math.Max(_confirmedAt, began);
        }
        catch (StreamLostException lost)
        {
            Fail(End(lost), lost);
            throw;
        }
        finally
        {
            lock (_gate)
                _confirming = null;
        }
    }

    // Gives the batches that now never come to be.
    private PendingBatch<TState>[] End(Exception reason)
    {
        lock (_gate)
        {
            if (reason is StreamLostException && _end is null)
                GrainInstruments.StreamsLost.Add(1);
            _end ??= reason;
            PendingBatch<TState>[] failed = [.. _queue ?? []];
            _queue = null;
            return failed;
        }
    }

    private static void Fail(PendingBatch<TState>[] failed, Exception reason)
    {
        foreach (var pending in failed)
            pending.Fail(reason);
    }
}
