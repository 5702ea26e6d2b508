namespace Tollgate.Local.Identity.OAuth;

internal static class Paths
{
    public const string Authorize = "/oauth2/authorize";
    public const string Token = "/oauth2/token";
}
