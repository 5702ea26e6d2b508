namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>What the gateway makes of an authorizer's answer, whatever the kind of API.</summary>
public abstract record AuthorizerVerdict;

public sealed record AuthorizerAllowed(AuthorizerOutput Output) : AuthorizerVerdict;

public sealed record AuthorizerDenied(AuthorizerOutput Output, bool Explicitly) : AuthorizerVerdict;

/// <summary>The function failed with exactly <c>Unauthorized</c>.</summary>
public sealed record AuthorizerUnauthorized : AuthorizerVerdict;

/// <summary>The function failed otherwise, timed out, or answered what API Gateway does not accept.</summary>
public sealed record AuthorizerMisconfigured(string Why) : AuthorizerVerdict;

/// <summary>The gateway's own patience ended before the function had answered.</summary>
public sealed record AuthorizerUnavailable : AuthorizerVerdict;
