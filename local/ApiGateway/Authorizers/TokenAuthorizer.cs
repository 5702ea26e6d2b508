using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers.Policies;
using Tollgate.Local.ApiGateway.Lambda;
using Tollgate.Local.ApiGateway.Lambda.Sandboxes;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>Asks the function about one call. Nothing is cached: every call is a new invocation, as a quota needs it (TTL 0).</summary>
public sealed partial class TokenAuthorizer(SandboxPool function, IOptions<AuthorizerOptions> options, TimeProvider time, ILogger<TokenAuthorizer> logger)
{
    public async Task<AuthorizerVerdict> AuthorizeAsync(string headerValue, string methodArn, string traceId)
    {
        var invocation = new Invocation(TokenEvent.Write(headerValue, methodArn), traceId);
        AuthorizerVerdict verdict;
        try
        {
            // A client that hangs up does not stop its authorizer: the charge may be on its way.
            verdict = Judge(await function.InvokeAsync(invocation).WaitAsync(options.Value.Timeout, time), methodArn);
        }
        catch (TimeoutException)
        {
            invocation.Complete(InvocationFailed.TimedOut(options.Value.Timeout));
            verdict = new AuthorizerUnavailable();
        }

        if (verdict is AuthorizerMisconfigured fault)
            Misconfigured(invocation.RequestId, fault.Why);
        return verdict;
    }

    private static AuthorizerVerdict Judge(InvocationOutcome outcome, string methodArn) => outcome switch
    {
        InvocationAnswered answer => Judge(answer.Payload, methodArn),
        // Exactly: neither "unauthorized" nor "Unauthorized." counts.
        InvocationFailed { ErrorMessage: "Unauthorized" } => new AuthorizerUnauthorized(),
        InvocationFailed failed => new AuthorizerMisconfigured($"function error {failed.ErrorType}"),
        _ => throw new InvalidOperationException($"unknown outcome {outcome.GetType().Name}"),
    };

    private static AuthorizerVerdict Judge(ReadOnlyMemory<byte> payload, string methodArn)
    {
        try
        {
            var output = AuthorizerOutput.Read(payload);
            return output.Policy.Evaluate(methodArn) switch
            {
                PolicyDecision.Allowed => new AuthorizerAllowed(output),
                PolicyDecision.ExplicitlyDenied => new AuthorizerDenied(output, Explicitly: true),
                _ => new AuthorizerDenied(output, Explicitly: false),
            };
        }
        catch (MalformedAuthorizerOutputException e)
        {
            return new AuthorizerMisconfigured(e.Message);
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "authorizer invocation {RequestId}: {Why}")]
    private partial void Misconfigured(string requestId, string why);
}
