namespace Tollgate.Local.Identity.Okta;

/// <summary>What Okta tells an application about a user. The department is a custom claim, which the company has added.</summary>
internal static class OktaClaims
{
    public static Dictionary<string, string> Of(OktaUser user) => new()
    {
        ["sub"] = user.Sub,
        ["email"] = user.Email,
        ["given_name"] = user.GivenName,
        ["family_name"] = user.FamilyName,
        ["name"] = $"{user.GivenName} {user.FamilyName}",
        ["preferred_username"] = user.Email,
        ["department"] = user.Department,
    };
}
