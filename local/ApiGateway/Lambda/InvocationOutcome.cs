namespace Tollgate.Local.ApiGateway.Lambda;

/// <summary>What the caller of a function gets: its answer, or a function error.</summary>
public abstract record InvocationOutcome;

public sealed record InvocationAnswered(ReadOnlyMemory<byte> Payload) : InvocationOutcome;

/// <summary>A function error: what the function reported itself, or what Lambda reports when it died, hung or never came up.</summary>
public sealed record InvocationFailed(string ErrorType, string ErrorMessage) : InvocationOutcome
{
    public static InvocationFailed TimedOut(TimeSpan timeout) =>
        new("Sandbox.Timedout", FormattableString.Invariant($"Task timed out after {timeout.TotalSeconds:0.00} seconds"));

    public static InvocationFailed InitTimedOut(TimeSpan timeout) =>
        new("Sandbox.Timedout", FormattableString.Invariant($"Init timed out after {timeout.TotalSeconds:0.00} seconds"));

    public static InvocationFailed Exited(int exitCode) =>
        new("Runtime.ExitError", $"Runtime exited with error: exit status {exitCode}");

    public static InvocationFailed NotStarted(string why) =>
        new("Runtime.InvalidEntrypoint", why);

    public static InvocationFailed AnswerTooLarge() =>
        new("Function.ResponseSizeTooLarge", $"Response payload size exceeded maximum allowed payload size ({PayloadLimit.Bytes} bytes).");

    public static InvocationFailed ShuttingDown() =>
        new("Sandbox.Shutdown", "The stand-in is shutting down");
}
