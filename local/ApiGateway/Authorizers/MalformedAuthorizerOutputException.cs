namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>The authorizer answered something that API Gateway does not accept; the client gets a 500 without a reason, the log gets this message.</summary>
public sealed class MalformedAuthorizerOutputException(string message, Exception? inner = null) : Exception(message, inner);
