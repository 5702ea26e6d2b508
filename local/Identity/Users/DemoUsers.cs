using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity.Users;

internal sealed class DemoUsers(IOptions<IdentityOptions> options)
{
    public const string AdminGroup = "tollgate-admins";

    // Cognito puts every federated user into "{pool}_{provider}": a group that must not be taken for a role.
    private const string ProviderGroup = "local_Okta";

    public IReadOnlyList<DemoUser> All { get; } =
    [
        new("alice", new("a11ce000-0000-4000-8000-000000000001"), "IT", ProviderGroup),
        new("bob", new("b0b00000-0000-4000-8000-000000000002"), "Finance", ProviderGroup),
        new("carol", new("ca401000-0000-4000-8000-000000000003"), "Sales", ProviderGroup),
        new("admin", new("ad314000-0000-4000-8000-000000000004"), "IT", ProviderGroup, AdminGroup),
    ];

    /// <summary>The user of this name or e-mail address, if the password is right; else null, whichever of the two was wrong.</summary>
    public DemoUser? SignIn(string? nameOrEmail, string? password) =>
        password == options.Value.Password
            ? All.FirstOrDefault(user => nameOrEmail == user.Name || nameOrEmail == user.Email)
            : null;

    public DemoUser BySub(string sub) => All.Single(user => user.Sub.ToString() == sub);
}
