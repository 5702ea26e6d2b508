using Tollgate.AuthorizerLambda.Answers;
using Tollgate.AuthorizerLambda.Events;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Runtime;
using Tollgate.AuthorizerLambda.Tokens;

namespace Tollgate.AuthorizerLambda;

/// <summary>One event in, one answer out. Knows nothing of how Lambda delivers the one or collects the other.</summary>
public sealed class Handler(FacadeClient facade, AuthorizerOptions options, TimeProvider time, JsonLog log)
{
    private static readonly Decision InvalidPath = new Decision.Denied(422, "invalid-path", "The path is too long or contains characters that are not allowed");

    private readonly EventReader _events = new(options.TokenSource);
    private readonly TokenScreen _screen = new(options.Issuer, options.Audience, time);

    public async Task<InvocationResult> HandleAsync(Invocation invocation, CancellationToken cancellationToken)
    {
        var started = time.GetTimestamp();
        if (!_events.TryRead(invocation.Event.Span, out var call))
        {
            log.MalformedEvent(invocation.RequestId);
            return new InvocationError("Tollgate.MalformedEvent", "The event is not one of an API Gateway authorizer.");
        }

        var form = AnswerForms.Of(call.Shape, options.HttpApiAnswer);
        var decision = await DecideAsync(call, form, invocation, cancellationToken);
        log.Decided(invocation.RequestId, call, decision, time.GetElapsedTime(started));
        return decision is Decision.Unauthenticated ? InvocationError.Unauthorized : new InvocationAnswer(Answer(decision, form, call));
    }

    private async Task<Decision> DecideAsync(AuthorizerEvent call, AnswerForm form, Invocation invocation, CancellationToken cancellationToken)
    {
        if (BearerToken.Find(call.Authorization) is not { } token)
            return new Decision.Unauthenticated("no token");
        if (_screen.Refuse(token) is { } cause)
            return new Decision.Unauthenticated(cause);
        if (form == AnswerForm.Policy && !call.Arn.IsNameable)
            return InvalidPath;

        var budget = InvocationBudget.Of(options.Timeout, invocation.Deadline, time.GetUtcNow());
        if (budget == TimeSpan.Zero)
            return new Decision.Unavailable("no time left before the deadline");

        // A TOKEN event has no name for the call; the invocation's is as good, since API Gateway does not invoke twice for one call.
        var question = new AuthorizeRequest(call.Method, call.Path, call.RequestId ?? invocation.RequestId);
        using var patience = new CancellationTokenSource(budget, time);
        using var linked = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellationToken);
        try
        {
            return await facade.AuthorizeAsync(token, question, TraceParent.Of(invocation.TraceId), linked.Token);
        }
        catch (OperationCanceledException) when (patience.IsCancellationRequested)
        {
            return new Decision.Unavailable("timeout");
        }
    }

    private byte[] Answer(Decision decision, AnswerForm form, AuthorizerEvent call) =>
        form == AnswerForm.Simple ? SimpleAnswer.For(decision).ToJson() : PolicyAnswer.For(decision, call.Arn, options.UsageIdentifierKey).ToJson();
}
