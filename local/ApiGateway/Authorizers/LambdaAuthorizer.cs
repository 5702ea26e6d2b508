using Tollgate.Local.ApiGateway.Authorizers.Events;
using Tollgate.Local.ApiGateway.Authorizers.Identity;
using Tollgate.Local.ApiGateway.Authorizers.Policies;
using Tollgate.Local.ApiGateway.Calls;
using Tollgate.Local.ApiGateway.Lambda;
using Tollgate.Local.ApiGateway.Lambda.Sandboxes;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>Asks the function about a call, or the cache, where caching is on.</summary>
public sealed partial class LambdaAuthorizer(
    AuthorizerSettings authorizer, IdentityReader identities, EventWriter events, ResultCache cache, SandboxPool function,
    TimeProvider time, ILogger<LambdaAuthorizer> logger)
{
    public async Task<AuthorizerVerdict> AuthorizeAsync(ApiCall call, string methodArn)
    {
        if (identities.Read(call) is not { } identity)
            return new AuthorizerUnauthorized();
        if (cache.Find(identity) is { } known)
            return Judge(known, methodArn);

        var invocation = new Invocation(events.Write(call, methodArn, identity), call.TraceId);
        var verdict = Judge(await InvokeAsync(invocation), methodArn, identity);
        if (verdict is AuthorizerMisconfigured fault)
            Misconfigured(invocation.RequestId, fault.Why);
        return verdict;
    }

    /// <returns>Null where the gateway's own patience ended.</returns>
    private async Task<InvocationOutcome?> InvokeAsync(Invocation invocation)
    {
        try
        {
            // A client that hangs up does not stop its authorizer: the charge may be on its way.
            return await function.InvokeAsync(invocation).WaitAsync(authorizer.Timeout, time);
        }
        catch (TimeoutException)
        {
            invocation.Complete(InvocationFailed.TimedOut(authorizer.Timeout));
            return null;
        }
    }

    private AuthorizerVerdict Judge(InvocationOutcome? outcome, string methodArn, IReadOnlyList<string> identity) => outcome switch
    {
        InvocationAnswered answer => Judge(answer.Payload, methodArn, identity),
        // Exactly: neither "unauthorized" nor "Unauthorized." counts.
        InvocationFailed { ErrorMessage: "Unauthorized" } => new AuthorizerUnauthorized(),
        InvocationFailed failed => new AuthorizerMisconfigured($"function error {failed.ErrorType}"),
        null => new AuthorizerUnavailable(),
        _ => throw new InvalidOperationException($"unknown outcome {outcome.GetType().Name}"),
    };

    private AuthorizerVerdict Judge(ReadOnlyMemory<byte> payload, string methodArn, IReadOnlyList<string> identity)
    {
        try
        {
            var output = AuthorizerOutputReader.Read(payload, authorizer);
            cache.Add(identity, output);
            return Judge(output, methodArn);
        }
        catch (MalformedAuthorizerOutputException e)
        {
            return new AuthorizerMisconfigured(e.Message);
        }
    }

    private static AuthorizerVerdict Judge(AuthorizerOutput output, string methodArn) => output.Decide(methodArn) switch
    {
        PolicyDecision.Allowed => new AuthorizerAllowed(output),
        PolicyDecision.ExplicitlyDenied => new AuthorizerDenied(output, Explicitly: true),
        _ => new AuthorizerDenied(output, Explicitly: false),
    };

    [LoggerMessage(Level = LogLevel.Warning, Message = "authorizer invocation {RequestId}: {Why}")]
    private partial void Misconfigured(string requestId, string why);
}
