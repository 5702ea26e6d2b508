using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Tollgate.Local.Identity.Cognito.Tokens;
using Tollgate.Local.Identity.Cognito.Users;
using Tollgate.Local.Identity.Okta;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>The grants. OpenIddict has checked the client, the code or refresh token, the redirect URI and the PKCE verifier by now.</summary>
internal static class TokenEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapToken(this IEndpointRouteBuilder app) => app.MapPost(Paths.Token, Exchange);

    private static Task<IResult> Exchange(
        HttpContext http, OktaDirectory directory, UserPool pool, RedeemedCodes codes, RevokedSignIns revoked, TimeProvider clock, ILogger<UserPool> log)
    {
        var request = http.GetOpenIddictServerRequest()!;
        return request.IsPasswordGrantType()
            ? Task.FromResult(FromPassword(request, directory, pool, clock, log))
            : FromEarlierSignIn(http, request, codes, revoked, log);
    }

    // The shortcut for curl and tests: the same user as by way of Okta, without a browser.
    private static IResult FromPassword(OpenIddictRequest request, OktaDirectory directory, UserPool pool, TimeProvider clock, ILogger log)
    {
        if (directory.SignIn(request.Username, request.Password) is not { } known)
            return Refuse(request, "Incorrect username or password.", log);

        var claims = OktaClaims.Of(known);
        var user = pool.SignIn(name => claims.GetValueOrDefault(name));
        IdentityLog.SignedIn(log, user.Email!, GrantTypes.Password);
        return Results.SignIn(SignInSession.Begin(user, CognitoScopes.Granted(request), clock.GetUtcNow()), authenticationScheme: Scheme);
    }

    private static async Task<IResult> FromEarlierSignIn(HttpContext http, OpenIddictRequest request, RedeemedCodes codes, RevokedSignIns revoked, ILogger log)
    {
        var session = (await http.AuthenticateAsync(Scheme)).Principal!;
        if (request.IsAuthorizationCodeGrantType() && !codes.TryRedeem(SignInSession.IdOf(session)))
            return Refuse(request, "The code was used before.", log);
        if (revoked.Contain(session))
            return Refuse(request, "The refresh token has been revoked.", log);

        return Results.SignIn(session, authenticationScheme: Scheme);
    }

    private static IResult Refuse(OpenIddictRequest request, string reason, ILogger log)
    {
        IdentityLog.Refused(log, request.GrantType!, reason);
        return OAuthError.Of(Errors.InvalidGrant, reason);
    }
}
