namespace Tollgate.Local.Demo;

/// <summary>The system cannot be started or went down; the message is the one line that the user sees.</summary>
public sealed class DemoFailedException(string message) : Exception(message);
