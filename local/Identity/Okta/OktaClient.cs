namespace Tollgate.Local.Identity.Okta;

/// <summary>The one application that the company's Okta knows: the user pool.</summary>
internal static class OktaClient
{
    public const string Id = "0oa1cognito";

    // Known to everybody, like the demo users' password: it guards nothing.
    public const string Secret = "okta-demo-secret";

    public static readonly string[] Scopes = ["openid", "email", "profile"];
}
