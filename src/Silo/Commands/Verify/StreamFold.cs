using Tollgate.EventStore;

namespace Tollgate.Silo.Commands.Verify;

internal delegate TEvent DecodeEvent<out TEvent>(string type, ReadOnlySpan<byte> data);

/// <summary>The fold of one stream, an event at a time.</summary>
internal abstract class StreamFold
{
    /// <summary>Whether the stream is so old that its beginning may be gone.</summary>
    public bool HasExpired { get; init; }

    /// <returns>What is wrong with the event where it stands; null for nothing.</returns>
    /// <exception cref="InvalidDataException">The event cannot be read.</exception>
    /// <exception cref="InvalidOperationException">The event cannot stand here.</exception>
    public abstract string? Next(EventData data);
}

/// <inheritdoc/>
/// <param name="rule">What must hold between the state before an event, the event, and the state after it; null where nothing must.</param>
internal sealed class StreamFold<TState, TEvent>(
    TState initial,
    DecodeEvent<TEvent> decode,
    Func<TState, TEvent, TState> evolve,
    Func<TState, TEvent, TState, string?>? rule = null)
    : StreamFold
{
    private TState _state = initial;

    public override string? Next(EventData data)
    {
        var before = _state;
        var happened = decode(data.Type, data.Data.Span);
        _state = evolve(before, happened);
        return rule?.Invoke(before, happened, _state);
    }
}
