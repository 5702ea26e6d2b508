using System.Collections.Immutable;
using System.Security.Claims;
using OpenIddict.Abstractions;
using Tollgate.Local.Identity.Cognito.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.Tokens;

/// <summary>What one sign-in hands down to every token that comes of it, through code and refresh token.</summary>
internal static class SignInSession
{
    public const string OriginJti = "origin_jti";
    public const string EventId = "event_id";

    public static ClaimsPrincipal Begin(PoolUser user, ImmutableArray<string> scopes, DateTimeOffset now)
    {
        var identity = new ClaimsIdentity("Cognito", Claims.Subject, Claims.Role);
        user.WriteTo(identity);
        identity.SetClaim(Claims.AuthenticationTime, now.ToUnixTimeSeconds());
        identity.SetClaim(OriginJti, Guid.NewGuid().ToString());
        identity.SetClaim(EventId, Guid.NewGuid().ToString());
        identity.SetScopes(scopes);
        identity.SetDestinations(_ => [Destinations.IdentityToken, Destinations.AccessToken]);
        return new ClaimsPrincipal(identity);
    }

    public static string IdOf(ClaimsPrincipal session) => session.GetClaim(EventId)!;
}
