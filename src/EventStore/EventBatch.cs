namespace Tollgate.EventStore;

/// <summary>The events that one append writes together. Never split, never merged: a batch is read back as it was written.</summary>
public sealed record EventBatch
{
    /// <summary>The most events that one batch holds.</summary>
    public const int MaxEvents = 256;

    /// <summary>The most bytes that one batch holds, counted as <see cref="EventData.Size"/>.</summary>
    public const int MaxBytes = 64 * 1024;

    /// <summary>The most characters that the type of an event has.</summary>
    public const int MaxTypeLength = 255;

    /// <param name="id">Chosen by the writer, new for every batch: it tells "my append, already done" from "somebody else's".</param>
    /// <param name="events">1 to <see cref="MaxEvents"/> events of at most <see cref="MaxBytes"/> in all.</param>
    /// <exception cref="ArgumentException">The batch is empty or over a bound, or an event's type is not visible ASCII.</exception>
    public EventBatch(Guid id, IReadOnlyList<EventData> events)
    {
        if (events.Count is 0 or > MaxEvents)
            throw new ArgumentException($"A batch holds 1 to {MaxEvents} events, not {events.Count}.", nameof(events));

        var size = 0;
        foreach (var data in events)
        {
            if (data.Type.Length is 0 or > MaxTypeLength || data.Type.AsSpan().ContainsAnyExceptInRange('!', '~'))
                throw new ArgumentException($"The type of an event is 1 to {MaxTypeLength} visible ASCII characters.", nameof(events));
            size += data.Size;
        }

        if (size > MaxBytes)
            throw new ArgumentException($"A batch holds at most {MaxBytes} bytes, not {size}.", nameof(events));

        Id = id;
        Events = events;
    }

    public Guid Id { get; }

    public IReadOnlyList<EventData> Events { get; }
}
