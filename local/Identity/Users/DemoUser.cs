namespace Tollgate.Local.Identity.Users;

/// <summary>Somebody who can sign in, with what Okta would tell Cognito about them.</summary>
/// <param name="Sub">A fixed UUID: a user keeps their quota from one demo to the next.</param>
internal sealed record DemoUser(string Name, Guid Sub, string Department, params string[] Groups)
{
    public string Email => $"{Name}@example.com";

    /// <summary>Cognito names a federated user for the provider and the provider's own id of the user.</summary>
    public string CognitoUsername => $"Okta_{Sub}";
}
