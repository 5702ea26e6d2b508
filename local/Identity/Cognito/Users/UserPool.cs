using System.Collections.Concurrent;
using System.Collections.ObjectModel;

namespace Tollgate.Local.Identity.Cognito.Users;

/// <summary>Everybody who has signed in since the start. A first sign-in makes the user; every sign-in maps the attributes anew.</summary>
internal sealed class UserPool
{
    public const string Provider = "Okta";
    public const string AdminGroup = "tollgate-admins";

    // Cognito puts every federated user into "{pool}_{provider}": a group that must not be taken for a role.
    private const string ProviderGroup = "local_" + Provider;

    // Whoever runs the pool puts people into its groups by hand; the provider has no say.
    private static readonly HashSet<string> Admins = ["admin@example.com"];

    private readonly ConcurrentDictionary<string, PoolUser> _users = new();

    public PoolUser? Find(string? username) => username is null ? null : _users.GetValueOrDefault(username);

    /// <param name="claim">What the provider says of the user.</param>
    public PoolUser SignIn(Func<string, string?> claim)
    {
        var username = $"{Provider}_{claim(AttributeMapping.UsernameClaim)}";
        return _users.AddOrUpdate(
            username,
            name => Map(name, ReadOnlyDictionary<string, string>.Empty, claim),
            (name, known) => Map(name, known.Attributes, claim));
    }

    private static PoolUser Map(string username, IReadOnlyDictionary<string, string> before, Func<string, string?> claim)
    {
        var attributes = AttributeMapping.Apply(before, claim);
        return new PoolUser(username, attributes, attributes.TryGetValue("email", out var email) && Admins.Contains(email) ? [ProviderGroup, AdminGroup] : [ProviderGroup]);
    }
}
