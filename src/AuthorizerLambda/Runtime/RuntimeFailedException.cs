namespace Tollgate.AuthorizerLambda.Runtime;

/// <summary>The Runtime API is gone or broken. Nothing more can be answered: the process must end.</summary>
public sealed class RuntimeFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
