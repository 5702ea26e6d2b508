using Tollgate.AuthorizerLambda.Events;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Policies;
using Tollgate.AuthorizerLambda.Runtime;

namespace Tollgate.AuthorizerLambda;

/// <summary>One event in, one policy out. Knows nothing of how Lambda delivers the one or collects the other.</summary>
public sealed class Handler(FacadeClient facade, TimeSpan timeout, TimeProvider time, JsonLog log)
{
    public async Task<InvocationResult> HandleAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (!TokenEvent.TryParse(invocation.Event.Span, out var request))
        {
            log.MalformedEvent(invocation.RequestId);
            return new InvocationError("Tollgate.MalformedEvent", "The event is not a TOKEN authorizer event.");
        }

        var decision = await DecideAsync(request, invocation, cancellationToken);
        log.Decided(invocation.RequestId, request.MethodArn, decision, time.GetElapsedTime(started));

        return decision is Decision.Unauthenticated
            ? InvocationError.Unauthorized
            : new InvocationAnswer(PolicyAnswer.For(decision, request.MethodArn).ToJson());
    }

    private async Task<Decision> DecideAsync(TokenEvent request, Invocation invocation, CancellationToken cancellationToken)
    {
        if (BearerToken.Find(request.AuthorizationToken) is not { } token)
            return new Decision.Unauthenticated();

        // Such a path, echoed into a policy, would match more than the caller asked for.
        if (request.MethodArn.IsPattern)
            return new Decision.Denied("invalid-path", "The path contains characters that are not allowed");

        var budget = InvocationBudget.Of(timeout, invocation.Deadline, time.GetUtcNow());
        if (budget == TimeSpan.Zero)
            return new Decision.Unavailable("no time left before the deadline");

        using var patience = new CancellationTokenSource(budget, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        var call = new AuthorizeRequest(request.MethodArn.Method, request.MethodArn.Path, invocation.RequestId);
        try
        {
            return await facade.AuthorizeAsync(token, call, linked.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new Decision.Unavailable("timeout");
        }
    }
}
