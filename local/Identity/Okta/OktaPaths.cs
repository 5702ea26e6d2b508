namespace Tollgate.Local.Identity.Okta;

internal static class OktaPaths
{
    public const string Authorize = "/oauth2/v1/authorize";
    public const string Token = "/oauth2/v1/token";
    public const string UserInfo = "/oauth2/v1/userinfo";
    public const string Keys = "/oauth2/v1/keys";
    public const string SignOut = "/login/signout";
}
