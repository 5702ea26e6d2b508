using System.Threading.RateLimiting;

namespace Tollgate.Silo.Authentication;

/// <summary>How many signatures are checked at once: one per core, and a bounded number of calls waiting for their turn.</summary>
internal sealed class SignatureSlots : IDisposable
{
    public const int MaxWaiting = 256;

    private readonly ConcurrencyLimiter _slots = new(new ConcurrencyLimiterOptions
    {
        PermitLimit = Environment.ProcessorCount,
        QueueLimit = MaxWaiting,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public long Waiting => _slots.GetStatistics()!.CurrentQueuedCount;

    /// <returns>A lease to dispose of after the check; not acquired where too many wait already.</returns>
    public ValueTask<RateLimitLease> EnterAsync(CancellationToken aborted) => _slots.AcquireAsync(1, aborted);

    public void Dispose() => _slots.Dispose();
}
