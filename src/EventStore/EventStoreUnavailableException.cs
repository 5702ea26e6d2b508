namespace Tollgate.EventStore;

/// <summary>The store could not do what was asked: it is full, slow, closed, damaged or out of reach.</summary>
/// <param name="outcomeUnknown">
/// True when an append may have been written all the same: ask again with the same batch. False when it was surely not written.
/// </param>
public sealed class EventStoreUnavailableException(string message, bool outcomeUnknown, Exception? innerException = null)
    : Exception(message, innerException)
{
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
