namespace Tollgate.Local.Identity;

internal static partial class IdentityLog
{
    [LoggerMessage(1, LogLevel.Information, "Issuer {Issuer} is ready. Client: {ClientId}. Users: {Users}.")]
    public static partial void Ready(ILogger logger, string issuer, string clientId, string users);

    [LoggerMessage(2, LogLevel.Information, "Signed in {User} ({Grant}).")]
    public static partial void SignedIn(ILogger logger, string user, string grant);

    [LoggerMessage(3, LogLevel.Information, "Refused ({Grant}): {Reason}")]
    public static partial void Refused(ILogger logger, string grant, string reason);
}
