namespace Tollgate.Silo.Authentication.Keys;

internal static partial class KeyLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "{Count} keys of the issuer are in force; accepted tokens are checked anew.")]
    public static partial void SigningKeysChanged(this ILogger logger, int count);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of issuer {Authority} cannot be fetched, the last good ones stay in force. {Reason}")]
    public static partial void SigningKeysUnavailable(this ILogger logger, string authority, string reason);
}
