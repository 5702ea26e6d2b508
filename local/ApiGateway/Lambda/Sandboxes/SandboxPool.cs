using System.ComponentModel;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Lambda.Sandboxes;

/// <summary>
/// The Lambda service for one function. Events queue for the next free sandbox; while there are more of them than free or starting
/// sandboxes, more are started, up to the bound. A sandbox that dies or is killed leaves its place, and the next event that needs it
/// starts another. A sandbox that cannot come up fails one event each time, so a broken function answers errors and never spins.
/// </summary>
public sealed partial class SandboxPool(SandboxLauncher launcher, IOptions<LambdaOptions> options, TimeProvider time, ILogger<SandboxPool> logger)
{
    private static readonly TimeSpan KillPatience = TimeSpan.FromSeconds(5);

    private readonly Lock _lock = new();
    private readonly Queue<Invocation> _events = new();
    private readonly Stack<int> _freePorts = new();
    private readonly List<Sandbox> _sandboxes = [];
    private bool _closed = true;

    /// <summary>From now on events are taken; each sandbox gets one of these Runtime API ports for itself.</summary>
    public void Open(IEnumerable<int> runtimeApiPorts)
    {
        lock (_lock)
        {
            foreach (var port in runtimeApiPorts)
                _freePorts.Push(port);
            _closed = false;
        }
    }

    public Task<InvocationOutcome> InvokeAsync(Invocation invocation)
    {
        lock (_lock)
        {
            if (_closed)
                invocation.Complete(InvocationFailed.ShuttingDown());
            else
                _events.Enqueue(invocation);
        }

        Dispatch();
        return invocation.Outcome;
    }

    /// <summary>A sandbox asks for its next event; null when its state does not allow that. Cancelled when the sandbox goes first.</summary>
    public async Task<Invocation?> NextAsync(int port, CancellationToken cutOff)
    {
        Sandbox? sandbox;
        Task<Invocation>? poll;
        lock (_lock)
        {
            sandbox = At(port);
            poll = sandbox?.Wait();
        }

        if (sandbox is null || poll is null)
            return null;

        Dispatch();
        await using var _ = cutOff.Register(() => StopWaiting(sandbox, poll));
        return await poll;
    }

    /// <summary>A sandbox posts the outcome of its event.</summary>
    public PostResult Post(int port, string requestId, InvocationOutcome outcome)
    {
        lock (_lock)
        {
            if (At(port) is not { } sandbox || sandbox.Current?.RequestId != requestId)
                return PostResult.UnknownRequestId;
            if (sandbox.State != SandboxState.Running)
                return PostResult.WrongState;

            sandbox.Answer(outcome);
            return PostResult.Accepted;
        }
    }

    /// <summary>A sandbox reports that it could not initialize; it is expected to exit.</summary>
    public PostResult PostInitError(int port, InvocationFailed error)
    {
        lock (_lock)
        {
            if (At(port) is not { State: SandboxState.Starting } sandbox)
                return PostResult.WrongState;

            sandbox.FailInit();
            FailOldest(error);
            return PostResult.Accepted;
        }
    }

    /// <summary>Fails what waits, kills every sandbox, and returns when they are gone.</summary>
    public async Task CloseAsync()
    {
        List<SandboxProcess> alive;
        lock (_lock)
        {
            _closed = true;
            while (_events.TryDequeue(out var waiting))
                waiting.Complete(InvocationFailed.ShuttingDown());

            alive = [.. _sandboxes.Select(sandbox => sandbox.Process).OfType<SandboxProcess>()];
            foreach (var sandbox in _sandboxes)
                Kill(sandbox, InvocationFailed.ShuttingDown());
        }

        await Task.WhenAll(alive.Select(process => process.Exited)).WaitAsync(KillPatience, time);
    }

    private Sandbox? At(int port) => _sandboxes.Find(sandbox => sandbox.Port == port);

    private void StopWaiting(Sandbox sandbox, Task<Invocation> poll)
    {
        lock (_lock)
            sandbox.StopWaiting(poll);
    }

    private void Dispatch()
    {
        List<Sandbox> cold = [];
        lock (_lock)
        {
            if (_closed)
                return;

            while (_sandboxes.Find(sandbox => sandbox.State == SandboxState.Idle) is { } idle && TryTakeEvent(out var invocation))
                Hand(invocation, idle);

            var unserved = _events.Count(waiting => !waiting.IsOver) - _sandboxes.Count(sandbox => sandbox.State == SandboxState.Starting);
            while (cold.Count < unserved && _freePorts.TryPop(out var port))
                cold.Add(new Sandbox(port));
            _sandboxes.AddRange(cold);
        }

        foreach (var sandbox in cold)
            Start(sandbox);
    }

    private bool TryTakeEvent(out Invocation invocation)
    {
        // An event whose caller has given up is not worth a sandbox's time.
        while (_events.TryDequeue(out invocation!))
            if (!invocation.IsOver)
                return true;
        return false;
    }

    private void Hand(Invocation invocation, Sandbox sandbox)
    {
        invocation.Deadline = time.GetUtcNow() + options.Value.Timeout;
        sandbox.Take(invocation);
        sandbox.Limit(time.CreateTimer(_ => TimeOut(sandbox, invocation), null, options.Value.Timeout, Timeout.InfiniteTimeSpan));
    }

    private void TimeOut(Sandbox sandbox, Invocation invocation)
    {
        lock (_lock)
        {
            if (sandbox.State != SandboxState.Running || sandbox.Current != invocation)
                return;
            TimedOut(sandbox.Port, options.Value.TimeoutMs);
            Kill(sandbox, InvocationFailed.TimedOut(options.Value.Timeout));
        }
    }

    private void TimeOutInit(Sandbox sandbox)
    {
        lock (_lock)
        {
            if (sandbox.State is not (SandboxState.Starting or SandboxState.InitFailed))
                return;
            TimedOut(sandbox.Port, options.Value.InitTimeoutMs);
            if (sandbox.State == SandboxState.Starting)
                FailOldest(InvocationFailed.InitTimedOut(options.Value.InitTimeout));
            Kill(sandbox, InvocationFailed.InitTimedOut(options.Value.InitTimeout));
        }
    }

    private void Start(Sandbox sandbox)
    {
        try
        {
            var process = launcher.Launch(sandbox.Port);
            lock (_lock)
            {
                sandbox.Process = process;
                if (sandbox.State == SandboxState.Starting)
                    sandbox.Limit(time.CreateTimer(_ => TimeOutInit(sandbox), null, options.Value.InitTimeout, Timeout.InfiniteTimeSpan));
                if (_closed)
                    Kill(sandbox, InvocationFailed.ShuttingDown());
            }

            _ = BuryAsync(sandbox, process);
        }
        catch (Exception e) when (e is Win32Exception or InvalidOperationException or IOException)
        {
            Leave(sandbox, InvocationFailed.NotStarted(e.Message));
        }
    }

    private async Task BuryAsync(Sandbox sandbox, SandboxProcess process)
    {
        Leave(sandbox, InvocationFailed.Exited(await process.Exited));
    }

    private void Leave(Sandbox sandbox, InvocationFailed why)
    {
        lock (_lock)
        {
            if (sandbox.State != SandboxState.Dead)
                Died(sandbox.Port, why.ErrorMessage);
            if (sandbox.State == SandboxState.Starting)
                FailOldest(why);
            sandbox.Current?.Complete(why);
            sandbox.Die();
            _sandboxes.Remove(sandbox);
            _freePorts.Push(sandbox.Port);
        }

        Dispatch();
    }

    // Its place is free only when the process is gone: never more processes than the bound.
    private static void Kill(Sandbox sandbox, InvocationFailed why)
    {
        sandbox.Current?.Complete(why);
        sandbox.Die();
        sandbox.Process?.Kill();
    }

    private void FailOldest(InvocationFailed why)
    {
        if (TryTakeEvent(out var oldest))
            oldest.Complete(why);
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "sandbox {Port}: {Why}")]
    private partial void Died(int port, string why);

    [LoggerMessage(Level = LogLevel.Warning, Message = "sandbox {Port}: killed after {TimeoutMs} ms without an answer")]
    private partial void TimedOut(int port, int timeoutMs);
}
