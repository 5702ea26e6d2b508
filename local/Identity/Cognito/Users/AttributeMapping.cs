namespace Tollgate.Local.Identity.Cognito.Users;

/// <summary>Which claim of the provider becomes which attribute of the pool, as the stack configures it.</summary>
internal static class AttributeMapping
{
    /// <summary>The provider's claim that names the user.</summary>
    public const string UsernameClaim = "sub";

    private static readonly (string Attribute, string Claim)[] Mapping =
    [
        ("email", "email"),
        ("given_name", "given_name"),
        ("family_name", "family_name"),
        ("custom:department", "department"),
    ];

    public static IEnumerable<string> Attributes => Mapping.Select(pair => pair.Attribute);

    public static IEnumerable<string> Claims => Mapping.Select(pair => pair.Claim);

    /// <summary>The attributes after a sign-in. As at Cognito, a claim that the provider no longer sends leaves the old value standing.</summary>
    public static Dictionary<string, string> Apply(IReadOnlyDictionary<string, string> before, Func<string, string?> claim)
    {
        var after = new Dictionary<string, string>(before);
        foreach (var (attribute, name) in Mapping)
        {
            if (claim(name) is { } value)
                after[attribute] = value;
        }

        return after;
    }
}
