using Tollgate.Domain;

namespace Tollgate.Grains.Streams;

/// <summary>How the events of streams of one kind are folded, written and read. The meaning itself is in the domain.</summary>
internal sealed record StreamKind<TState, TEvent>(
    Func<TState, TEvent, TState> Evolve,
    Func<TEvent, StoredEvent> Encode,
    DecodeEvent<TEvent> Decode);

internal delegate TEvent DecodeEvent<TEvent>(string type, ReadOnlySpan<byte> data);
