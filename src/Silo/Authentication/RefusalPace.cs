using System.Threading.RateLimiting;

namespace Tollgate.Silo.Authentication;

/// <summary>
/// The pace at which bad tokens are answered. An everyday number of them at once; a flood of them one after the other, so that clients who ask again
/// as soon as they are refused, the commonest flood, get no more of the processor than good calls leave. None waits for more than a second: beyond
/// that many, they are answered at once again.
/// </summary>
internal sealed class RefusalPace(int perSecond) : IDisposable
{
    // Far less than a core can refuse, far more than sessions end.
    private const int PerSecondAndCore = 1_000;

    // As often as a bucket is filled up, a bit of it.
    private const int Fillings = 20;

    private readonly TokenBucketRateLimiter _turns = new(new TokenBucketRateLimiterOptions
    {
        TokenLimit = perSecond,
        TokensPerPeriod = perSecond / Fillings,
        ReplenishmentPeriod = TimeSpan.FromSeconds(1.0 / Fillings),
        QueueLimit = perSecond,
        QueueProcessingOrder = QueueProcessingOrder.OldestFirst,
    });

    public RefusalPace()
        : this(PerSecondAndCore * Environment.ProcessorCount)
    {
    }

    public long Waiting => _turns.GetStatistics()!.CurrentQueuedCount;

    public async ValueTask WaitForTurnAsync(CancellationToken aborted)
    {
        using var turn = await _turns.AcquireAsync(1, aborted);
    }

    public void Dispose() => _turns.Dispose();
}
