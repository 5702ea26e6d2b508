namespace Tollgate.Silo.Authentication;

internal static partial class AuthenticationLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The keys of issuer {Authority} cannot be fetched.")]
    public static partial void SigningKeysUnavailable(this ILogger logger, string? authority, Exception exception);
}
