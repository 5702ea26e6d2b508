using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity.Okta;

/// <summary>The company's people. They share one password.</summary>
internal sealed class OktaDirectory(IOptions<IdentityOptions> options)
{
    public IReadOnlyList<OktaUser> All { get; } =
    [
        new("alice", "00u1alice", "Alice", "Archer", "IT"),
        new("bob", "00u2bob", "Bob", "Baker", "Finance"),
        new("carol", "00u3carol", "Carol", "Cook", "Sales"),
        new("admin", "00u4admin", "Ada", "Admin", "IT", "admin"),
    ];

    /// <summary>The user of this name or e-mail address, if the password is right; else null, whichever of the two was wrong.</summary>
    public OktaUser? SignIn(string? nameOrEmail, string? password) =>
        password == options.Value.Password
            ? All.FirstOrDefault(user => nameOrEmail == user.Name || nameOrEmail == user.Email)
            : null;

    public OktaUser? BySub(string? sub) => All.FirstOrDefault(user => user.Sub == sub);
}
