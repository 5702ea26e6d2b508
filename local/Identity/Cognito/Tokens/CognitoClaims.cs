using System.Globalization;
using System.Security.Claims;
using OpenIddict.Abstractions;
using Tollgate.Local.Identity.Cognito.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.Tokens;

/// <summary>The claims of Cognito's two tokens, less <c>iss</c>, <c>iat</c> and <c>exp</c>.</summary>
internal static class CognitoClaims
{
    public static Dictionary<string, object> OfIdToken(PoolUser user, string clientId, ClaimsPrincipal session)
    {
        var claims = new Dictionary<string, object>
        {
            ["aud"] = clientId,
            ["token_use"] = "id",
            ["cognito:username"] = user.Username,
            ["cognito:groups"] = user.Groups,
            ["email_verified"] = true,
            ["identities"] = new[] { IdentityOf(user) },
        };
        foreach (var (name, value) in user.Attributes)
            claims[name] = value;
        AddSession(claims, user, session);
        AddIfThere(claims, Claims.AccessTokenHash, session);
        AddIfThere(claims, Claims.Nonce, session);
        return claims;
    }

    // No aud: Cognito names the client in client_id. No e-mail or department: those are the ID token's.
    public static Dictionary<string, object> OfAccessToken(PoolUser user, string clientId, ClaimsPrincipal session)
    {
        var claims = new Dictionary<string, object>
        {
            ["client_id"] = clientId,
            ["token_use"] = "access",
            ["username"] = user.Username,
            ["cognito:groups"] = user.Groups,
            ["scope"] = string.Join(' ', session.GetScopes()),
            ["version"] = 2,
        };
        AddSession(claims, user, session);
        return claims;
    }

    // All of them texts, as Cognito has them.
    private static Dictionary<string, object?> IdentityOf(PoolUser user) => new()
    {
        ["userId"] = user.Username[(UserPool.Provider.Length + 1)..],
        ["providerName"] = UserPool.Provider,
        ["providerType"] = "OIDC",
        ["issuer"] = null,
        ["primary"] = "true",
    };

    private static void AddSession(Dictionary<string, object> claims, PoolUser user, ClaimsPrincipal session)
    {
        claims["sub"] = user.Sub;
        claims["jti"] = Guid.NewGuid().ToString();
        claims[SignInSession.OriginJti] = session.GetClaim(SignInSession.OriginJti)!;
        claims[SignInSession.EventId] = SignInSession.IdOf(session);
        claims["auth_time"] = long.Parse(session.GetClaim(Claims.AuthenticationTime)!, CultureInfo.InvariantCulture);
    }

    private static void AddIfThere(Dictionary<string, object> claims, string name, ClaimsPrincipal session)
    {
        if (session.GetClaim(name) is { } value)
            claims[name] = value;
    }
}
