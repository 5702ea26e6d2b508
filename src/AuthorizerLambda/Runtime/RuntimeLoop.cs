using System.Net;
using Tollgate.AuthorizerLambda.Logging;

namespace Tollgate.AuthorizerLambda.Runtime;

/// <summary>Takes events one by one, as Lambda hands them out, and reports what became of each.</summary>
public sealed class RuntimeLoop(
    RuntimeClient runtime, Func<Invocation, CancellationToken, Task<InvocationResult>> handle, JsonLog log)
{
    // What tracing libraries in a function read; documented as the runtime's duty.
    private const string TraceVariable = "_X_AMZN_TRACE_ID";

    /// <summary>Runs until the runtime fails or the token is cancelled; one event's fault never ends it.</summary>
    /// <exception cref="RuntimeFailedException">The Runtime API is gone or broken.</exception>
    public async Task RunAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            var invocation = await runtime.NextAsync(cancellationToken);
            Environment.SetEnvironmentVariable(TraceVariable, invocation.TraceId);
            var result = await HandleAsync(invocation, cancellationToken);
            var status = await ReportAsync(invocation.RequestId, result, cancellationToken);
            if (status == HttpStatusCode.RequestEntityTooLarge && result is InvocationAnswer)
                status = await ReportAsync(invocation.RequestId, TooLarge, cancellationToken);

            if (status != HttpStatusCode.Accepted)
                log.ResultRefused(invocation.RequestId, status);
        }
    }

    private static InvocationError TooLarge { get; } = new("Tollgate.AnswerTooLarge", "The answer is larger than Lambda accepts.");

    private static InvocationError Crashed { get; } = new("Tollgate.InternalError", "The authorizer failed.");

    private async Task<InvocationResult> HandleAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        try
        {
            return await handle(invocation, cancellationToken);
        }
        catch (Exception fault) when (fault is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            // An error is a 500 at the gateway: safe. The message stays here, it might quote what the caller sent.
            log.Crashed(invocation.RequestId, fault);
            return Crashed;
        }
    }

    private Task<HttpStatusCode> ReportAsync(string requestId, InvocationResult result, CancellationToken cancellationToken) => result switch
    {
        InvocationAnswer answer => runtime.RespondAsync(requestId, answer.Json, cancellationToken),
        InvocationError error => runtime.FailAsync(requestId, error, cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(result)),
    };
}
