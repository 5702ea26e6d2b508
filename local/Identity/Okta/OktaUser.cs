namespace Tollgate.Local.Identity.Okta;

/// <summary>Somebody whom the company's directory knows, with what it tells an application about them.</summary>
/// <param name="Sub">Okta's own id of the user; it never changes hands.</param>
internal sealed record OktaUser(string Name, string Sub, string GivenName, string FamilyName, string Department, string Remark = "")
{
    public string Email => $"{Name}@example.com";
}
