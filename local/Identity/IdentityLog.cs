namespace Tollgate.Local.Identity;

internal static partial class IdentityLog
{
    [LoggerMessage(1, LogLevel.Information, "Issuer {Issuer} is ready. Client: {ClientId}. Users: {Users}.")]
    public static partial void Ready(ILogger logger, string issuer, string clientId, string users);

    [LoggerMessage(2, LogLevel.Information, "Signed in {User} ({Grant}).")]
    public static partial void SignedIn(ILogger logger, string user, string grant);

    [LoggerMessage(3, LogLevel.Information, "Refused ({Grant}): {Reason}")]
    public static partial void Refused(ILogger logger, string grant, string reason);

    [LoggerMessage(4, LogLevel.Information, "Browsers sign in at {Domain}, which sends them to Okta at {Okta}.")]
    public static partial void ReadyForBrowsers(ILogger logger, string domain, string okta);

    [LoggerMessage(5, LogLevel.Warning, "The certificate cannot be kept in {Path} ({Reason}); browsers will be asked to trust a new one at each start.")]
    public static partial void CertificateNotKept(ILogger logger, string path, string reason);
}
