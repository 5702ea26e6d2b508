namespace Tollgate.EventStore;

/// <summary>
/// A log of streams. A stream is named by 1 to 1,024 visible ASCII characters, begins empty at version 0, and its version is the
/// number of events in it. A store knows names, versions and bytes; what the events mean is the caller's business.
/// </summary>
/// <remarks>
/// The condition on <see cref="AppendAsync"/> is what keeps a count exact. Orleans may for a moment run two activations of one grain:
/// both decide, both append at the version they know, and the store lets exactly one of them through.
/// </remarks>
public interface IEventStore : IEventReader
{
    /// <summary>
    /// Appends all events of the batch as versions <paramref name="expectedVersion"/> + 1 .. n, or none of them. When the task completes
    /// the batch is durable and every later read sees it.
    /// </summary>
    /// <remarks>
    /// Asking again is safe: if the batch that stands at <paramref name="expectedVersion"/> + 1 has the same
    /// <see cref="EventBatch.Id"/>, it is this append, already done, and the call succeeds without writing. So the answer to an unknown
    /// outcome is to send the same batch again. Cancelling stops the waiting, never the write.
    /// A store that knows the stream's head refuses an expectation beyond it, with no standing batch; one that only knows whether the
    /// place is taken cannot, so a caller never expects a version that it has not read or written.
    /// </remarks>
    /// <param name="expectedVersion">The stream's version as the caller knows it: 0, or the last version of a batch that it read or wrote.</param>
    /// <exception cref="VersionConflictException">Another batch stands there, or the stream is shorter. Nothing was written.</exception>
    /// <exception cref="EventStoreUnavailableException">
    /// The store failed; <see cref="EventStoreUnavailableException.OutcomeUnknown"/> says whether the batch may have been written.
    /// </exception>
    Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken);
}
