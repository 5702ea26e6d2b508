using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>Folds a stream out of the store: from its first event, or, where it turns out to be long, from a snapshot that the log confirms.</summary>
internal sealed class StreamReplay<TState, TEvent>(string stream, TState initial, StreamKind<TState, TEvent> kind, IEventStore store)
{
    // Most streams are shorter, and are never looked up among the snapshots.
    private const int LongStream = 64 * 1024;

    public TState State { get; private set; } = initial;

    public long Version { get; private set; }

    /// <summary>How many bytes of events had to be folded.</summary>
    public long FoldedBytes { get; private set; }

    /// <exception cref="StreamExpiredException">The beginning of the stream is gone.</exception>
    /// <exception cref="StreamDamagedException">An event cannot be read, or cannot stand where it stands.</exception>
    public async Task RunAsync(IStreamSnapshots<TState>? snapshots)
    {
        if (await FoldAsync(snapshots is null ? long.MaxValue : LongStream).ConfigureAwait(false))
            return;

        if (await snapshots!.FindAsync(stream).ConfigureAwait(false) is { } snapshot
            && snapshot.LastVersion > Version && await IsInLogAsync(snapshot).ConfigureAwait(false))
            (State, Version, FoldedBytes) = (snapshot.State, snapshot.LastVersion, 0);
        await FoldAsync(long.MaxValue).ConfigureAwait(false);
    }

    // True where the end of the stream was reached.
    private async Task<bool> FoldAsync(long untilBytes)
    {
        await foreach (var recorded in store.ReadAsync(stream, Version + 1, CancellationToken.None).ConfigureAwait(false))
        {
            if (recorded.FirstVersion != Version + 1)
                throw new StreamExpiredException(stream);

            foreach (var data in recorded.Batch.Events)
                Fold(data);
            Version = recorded.LastVersion;
            if (FoldedBytes >= untilBytes)
                return false;
        }

        return true;
    }

    private void Fold(EventData data)
    {
        try
        {
            State = kind.Evolve(State, kind.Decode(data.Type, data.Data.Span));
            FoldedBytes += data.Size;
        }
        catch (Exception fault) when (fault is InvalidDataException or InvalidOperationException)
        {
            throw new StreamDamagedException(stream, fault);
        }
    }

    private async Task<bool> IsInLogAsync(StreamSnapshot<TState> snapshot)
    {
        await foreach (var recorded in store.ReadAsync(stream, snapshot.FirstVersion, CancellationToken.None).ConfigureAwait(false))
            return recorded.FirstVersion == snapshot.FirstVersion && recorded.LastVersion == snapshot.LastVersion && recorded.Batch.Id == snapshot.BatchId;
        return false;
    }
}
