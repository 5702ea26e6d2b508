using Tollgate.EventStore;

namespace Tollgate.Grains.Streams;

/// <summary>Events decided but not yet durable, and everybody who waits for them: one completion for all.</summary>
internal sealed class PendingBatch<TState>
{
    private readonly List<EventData> _events = [];
    private readonly TaskCompletionSource _settled = new();

    /// <summary>Completes when the batch is durable; fails with what became of it instead.</summary>
    public Task Settled => _settled.Task;

    public int Count => _events.Count;

    public int Bytes { get; private set; }

    /// <summary>The state after the last of its events.</summary>
    public TState StateAfter { get; private set; } = default!;

    /// <summary>Takes all the events, which one decision made, or none: a decision is never split over two batches.</summary>
    /// <param name="stateAfter">The state after the last of these events.</param>
    public bool TryAdd(IReadOnlyList<EventData> events, TState stateAfter)
    {
        var size = events.Sum(e => e.Size);
        if (_events.Count + events.Count > EventBatch.MaxEvents || Bytes + size > EventBatch.MaxBytes)
            return false;

        _events.AddRange(events);
        Bytes += size;
        StateAfter = stateAfter;
        return true;
    }

    public EventBatch ToEventBatch(DateTimeOffset now) => new(SortableId.New(now), _events);

    public void Succeed() => _settled.SetResult();

    public void Fail(Exception reason)
    {
        _settled.SetException(reason);
        _ = _settled.Task.Exception; // observed: a batch may have no waiter left
    }
}
