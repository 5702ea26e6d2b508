namespace Tollgate.Local.ApiGateway.Lambda;

/// <summary>One event on its way through the function. Its outcome is set once; whoever comes later (a late answer, a time-out) is ignored.</summary>
public sealed class Invocation(ReadOnlyMemory<byte> payload, string traceId)
{
    private readonly TaskCompletionSource<InvocationOutcome> _outcome = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string RequestId { get; } = Guid.NewGuid().ToString();

    public ReadOnlyMemory<byte> Payload => payload;

    public string TraceId => traceId;

    /// <summary>When the function times out; known from the moment a sandbox takes the event.</summary>
    public DateTimeOffset Deadline { get; set; }

    public Task<InvocationOutcome> Outcome => _outcome.Task;

    public bool IsOver => _outcome.Task.IsCompleted;

    public void Complete(InvocationOutcome outcome) => _outcome.TrySetResult(outcome);
}
