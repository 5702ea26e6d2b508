namespace Tollgate.Silo.Commands;

/// <summary>A command cannot do what was asked; the message is the line that the operator sees.</summary>
internal sealed class CommandFailedException(string message, Exception? innerException = null) : Exception(message, innerException);
