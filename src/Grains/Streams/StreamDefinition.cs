using Tollgate.Domain;

namespace Tollgate.Grains.Streams;

/// <summary>How the events of one stream are named, read, folded and written. The meaning itself is in the domain.</summary>
internal sealed record StreamDefinition<TState, TEvent>(
    string Name,
    TState Initial,
    Func<TState, TEvent, TState> Evolve,
    Func<TEvent, StoredEvent> Encode,
    DecodeEvent<TEvent> Decode);

internal delegate TEvent DecodeEvent<TEvent>(string type, ReadOnlySpan<byte> data);
