using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tollgate.Local.ApiGateway.Lambda;
using Tollgate.Local.ApiGateway.Lambda.Sandboxes;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Lambda;

/// <summary>The pool's state machine, on a fake clock: the processes are real but silent, the test speaks for them.</summary>
public sealed class SandboxPoolTests : IAsyncDisposable
{
    private const int Port = 1;

    private readonly FakeTimeProvider _time = new();
    private readonly SandboxPool _pool;

    public SandboxPoolTests()
    {
        var options = Options.Create(new LambdaOptions { Bootstrap = RunningGateway.Bootstrap, Environment = { ["SCRIPT_INIT"] = "hang" } });
        var launcher = new SandboxLauncher(options, Options.Create(new AwsOptions()), _time, NullLogger<SandboxLauncher>.Instance);
        _pool = new(launcher, options, _time, NullLogger<SandboxPool>.Instance);
        _pool.Open([Port]);
    }

    public async ValueTask DisposeAsync() => await _pool.CloseAsync();

    [Fact]
    public async Task Next_PollCutOff_LosesNoEvent()
    {
        _ = Invoke();
        var first = await NextAsync();
        _pool.Post(Port, first.RequestId, InvocationFailed.Exited(0));
        using var cutOff = new CancellationTokenSource();
        var poll = _pool.NextAsync(Port, cutOff.Token);
        await cutOff.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => poll);

        var second = Invoke();

        Assert.Same(second, await NextAsync());
    }

    [Fact]
    public async Task Next_CallerHasGivenUp_SkipsTheEvent()
    {
        Invoke().Complete(InvocationFailed.ShuttingDown());
        var wanted = Invoke();

        Assert.Same(wanted, await NextAsync());
    }

    [Fact]
    public async Task Deadline_OfAnEvent_CountsFromItsHandOver()
    {
        var invocation = Invoke();
        _time.Advance(TimeSpan.FromSeconds(7));
        await NextAsync();

        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(5), invocation.Deadline);
        _time.Advance(TimeSpan.FromMilliseconds(4_999));
        Assert.False(invocation.IsOver);
        _time.Advance(TimeSpan.FromMilliseconds(1));
        Assert.Equal(new InvocationFailed("Sandbox.Timedout", "Task timed out after 5.00 seconds"), await invocation.Outcome);
    }

    [Fact]
    public async Task Post_AfterTheTimeOut_IsRefused()
    {
        var invocation = Invoke();
        await NextAsync();
        _time.Advance(TimeSpan.FromSeconds(5));

        Assert.NotEqual(PostResult.Accepted, _pool.Post(Port, invocation.RequestId, new InvocationAnswered("{}"u8.ToArray())));
        Assert.IsType<InvocationFailed>(await invocation.Outcome);
    }

    [Fact]
    public async Task Init_TakesTooLong_FailsTheOldestEventOnly()
    {
        var oldest = Invoke();
        var next = Invoke();
        _time.Advance(TimeSpan.FromSeconds(10));

        Assert.Equal(new InvocationFailed("Sandbox.Timedout", "Init timed out after 10.00 seconds"), await oldest.Outcome);
        Assert.False(next.IsOver);
    }

    [Fact]
    public async Task Close_WithEventsWaiting_FailsThemAndTakesNoMore()
    {
        var waiting = Invoke();
        await _pool.CloseAsync();

        Assert.Equal(InvocationFailed.ShuttingDown(), await waiting.Outcome);
        Assert.Equal(InvocationFailed.ShuttingDown(), await Invoke().Outcome);
    }

    private Invocation Invoke()
    {
        var invocation = new Invocation("{}"u8.ToArray(), "Root=1-0-0");
        _ = _pool.InvokeAsync(invocation);
        return invocation;
    }

    private async Task<Invocation> NextAsync() =>
        await _pool.NextAsync(Port, TestContext.Current.CancellationToken) ?? throw new InvalidOperationException("next was refused");
}
