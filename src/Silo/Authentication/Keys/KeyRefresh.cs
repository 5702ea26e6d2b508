using System.Collections.Concurrent;

namespace Tollgate.Silo.Authentication.Keys;

/// <summary>One fetch of the issuer's keys: to come, under way, or done.</summary>
internal sealed class KeyRefresh
{
    /// <summary>How many names are remembered. A flood of others is answered without this memory.</summary>
    public const int MaxAwaited = 1000;

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, bool> _awaited = new(StringComparer.Ordinal);
    private int _awaitedCount;

    /// <summary>When it began, as a timestamp of the clock.</summary>
    public long Start { get; set; }

    /// <summary>Completes when a token of an unknown key needs it.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Completes with whether the keys were fetched.</summary>
    public Task<bool> Done => _done.Task;

    public bool HasFailed => Done is { IsCompletedSuccessfully: true, Result: false };

    /// <summary>A token of this key came before the fetch began.</summary>
    public void Await(string kid)
    {
        if (Volatile.Read(ref _awaitedCount) < MaxAwaited && _awaited.TryAdd(kid, true))
            Interlocked.Increment(ref _awaitedCount);
    }

    /// <summary>Whether its result speaks for or against this key: a key that signs is published, so what it lacks is none of the issuer's.</summary>
    public bool Settles(string kid) => _awaited.ContainsKey(kid);

    public void Ask() => _asked.TrySetResult();

    public void End(bool succeeded) => _done.TrySetResult(succeeded);
}
