using System.Security.Claims;
using System.Security.Cryptography;
using System.Text;
using OpenIddict.Abstractions;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.Users;

/// <summary>A user as the pool keeps them.</summary>
/// <param name="Username">Cognito names a federated user for the provider and the provider's own id of the user.</param>
/// <param name="Attributes">Mapped from the provider at every sign-in: <c>email</c>, <c>custom:department</c> and so on.</param>
internal sealed record PoolUser(string Username, IReadOnlyDictionary<string, string> Attributes, IReadOnlyList<string> Groups)
{
    private const string UsernameClaim = "cognito:username";
    private const string GroupsClaim = "cognito:groups";

    /// <summary>The pool's own id of the user: the same at every start, so that whoever is counted by it stays who they are.</summary>
    public string Sub { get; } = new Guid(SHA256.HashData(Encoding.UTF8.GetBytes(Username)).AsSpan(0, 16)).ToString();

    public string? Email => Attributes.GetValueOrDefault(Claims.Email);

    /// <summary>Writes the user into what codes, refresh tokens and the domain's cookie carry.</summary>
    public void WriteTo(ClaimsIdentity identity)
    {
        identity.SetClaim(Claims.Subject, Sub);
        identity.SetClaim(UsernameClaim, Username);
        identity.SetClaims(GroupsClaim, [.. Groups]);
        foreach (var (name, value) in Attributes)
            identity.SetClaim(name, value);
    }

    public static PoolUser ReadFrom(ClaimsPrincipal session) => new(
        session.GetClaim(UsernameClaim)!,
        AttributeMapping.Attributes.Where(session.HasClaim).ToDictionary(name => name, name => session.GetClaim(name)!),
        session.GetClaims(GroupsClaim));
}
