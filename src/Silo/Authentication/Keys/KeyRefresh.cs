namespace Tollgate.Silo.Authentication.Keys;

/// <summary>One fetch of the issuer's keys: to come, under way, or done.</summary>
internal sealed class KeyRefresh
{
    private readonly TaskCompletionSource _asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<bool> _done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>When it began, as a timestamp of the clock.</summary>
    public long Start { get; set; }

    /// <summary>Completes when a token of an unknown key needs it.</summary>
    public Task Asked => _asked.Task;

    /// <summary>Completes with whether the keys were fetched.</summary>
    public Task<bool> Done => _done.Task;

    public bool HasFailed => Done is { IsCompletedSuccessfully: true, Result: false };

    public void Ask() => _asked.TrySetResult();

    public void End(bool succeeded) => _done.TrySetResult(succeeded);
}
