namespace Tollgate.Domain;

/// <summary>What a rule says: the answer, and the events that make it true. No events: the answer changes nothing.</summary>
public readonly record struct Decision<TReply, TEvent>(TReply Reply, IReadOnlyList<TEvent> Events);
