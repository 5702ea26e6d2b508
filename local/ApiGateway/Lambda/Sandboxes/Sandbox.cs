namespace Tollgate.Local.ApiGateway.Lambda.Sandboxes;

/// <summary>One execution environment: a process, the Runtime API port that is its own, and at most one event. Guarded by the pool's lock.</summary>
public sealed class Sandbox(int port)
{
    private TaskCompletionSource<Invocation>? _waiting;
    private ITimer? _limit;

    public int Port => port;

    public SandboxState State { get; private set; } = SandboxState.Starting;

    /// <summary>The event it works on, or has just answered.</summary>
    public Invocation? Current { get; private set; }

    public SandboxProcess? Process { get; set; }

    /// <summary>Bounds the phase that it is in (initialization, then each invocation); replaces the bound of the phase before.</summary>
    public void Limit(ITimer? timer)
    {
        _limit?.Dispose();
        _limit = timer;
    }

    /// <summary>It asks for an event; null when it may not: it still has one, or should be gone.</summary>
    public Task<Invocation>? Wait()
    {
        if (State is not (SandboxState.Starting or SandboxState.Answered))
            return null;

        Limit(null);
        State = SandboxState.Idle;
        _waiting = new(TaskCreationOptions.RunContinuationsAsynchronously);
        return _waiting.Task;
    }

    /// <summary>Its poll was cut off before an event came; it may ask again.</summary>
    public void StopWaiting(Task<Invocation> poll)
    {
        if (State != SandboxState.Idle || _waiting?.Task != poll)
            return;

        State = SandboxState.Answered;
        _waiting.TrySetCanceled();
    }

    public void Take(Invocation invocation)
    {
        State = SandboxState.Running;
        Current = invocation;
        _waiting!.SetResult(invocation);
    }

    public void Answer(InvocationOutcome outcome)
    {
        Limit(null);
        State = SandboxState.Answered;
        Current!.Complete(outcome);
    }

    public void FailInit() => State = SandboxState.InitFailed;

    public void Die()
    {
        Limit(null);
        State = SandboxState.Dead;
        _waiting?.TrySetCanceled();
    }
}
