using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Commands;

internal static class CommandFailure
{
    /// <returns>Null for a fault of ours, which deserves its stack trace.</returns>
    public static string? Describe(Exception failure) => failure switch
    {
        CommandFailedException e => e.Message,
        IOException or UnauthorizedAccessException => failure.Message.ReplaceLineEndings(" "),
        _ => StartFailure.Describe(failure),
    };
}
