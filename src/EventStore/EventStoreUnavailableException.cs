namespace Tollgate.EventStore;

/// <summary>The store could not do what was asked: it is full, slow, closed, damaged or out of reach.</summary>
/// <param name="outcomeUnknown">
/// True when this append may have been written all the same: ask again with the same batch. False when this call surely wrote
/// nothing; it says nothing about an earlier call with the same batch whose outcome is still unknown.
/// </param>
public sealed class EventStoreUnavailableException(string message, bool outcomeUnknown, Exception? innerException = null)
    : Exception(message, innerException)
{
    public bool OutcomeUnknown { get; } = outcomeUnknown;
}
