using System.Collections.Concurrent;

namespace Tollgate.Silo.Authentication.Keys;

/// <summary>One fetch of the issuer's keys: to come, under way, or done.</summary>
internal sealed class KeyRefresh
{
    private const int MaxAbsent = 256;

    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly ConcurrentDictionary<string, bool> _absent = new(StringComparer.Ordinal);

    /// <summary>When it began, as a timestamp of the clock.</summary>
    public long Start { get; set; }

    /// <summary>Completes when somebody needs it.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Completes with whether the keys were fetched.</summary>
    public Task<bool> Done => _done.Task;

    public bool HasFailed => Done is { IsCompletedSuccessfully: true, Result: false };

    public void Ask() => _asked.TrySetResult();

    public void End(bool succeeded) => _done.TrySetResult(succeeded);

    /// <summary>Keeps in mind a key that somebody asked for and that this fetch has not brought.</summary>
    public void NoteAbsent(string kid)
    {
        if (_absent.Count < MaxAbsent)
            _absent[kid] = true;
    }

    public bool IsKnownAbsent(string kid) => _absent.ContainsKey(kid);
}
