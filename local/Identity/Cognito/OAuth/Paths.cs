namespace Tollgate.Local.Identity.Cognito.OAuth;

internal static class Paths
{
    public const string Authorize = "/oauth2/authorize";
    public const string Token = "/oauth2/token";
    public const string Revoke = "/oauth2/revoke";
    public const string UserInfo = "/oauth2/userInfo";
    public const string Logout = "/logout";

    /// <summary>The JSON API of the service itself, which SDKs call.</summary>
    public const string Api = "/";

    /// <summary>What a script of any page may call. Where a browser itself goes, no script has business.</summary>
    public static bool AreForScripts(PathString path) => path != Authorize && path != Logout;
}
