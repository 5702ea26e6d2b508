using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Tollgate.Local.Identity.Tokens;
using Tollgate.Local.Identity.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.OAuth;

/// <summary>The grants. OpenIddict has checked the client, the code or refresh token, the redirect URI and the PKCE verifier by now.</summary>
internal static class TokenEndpoint
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;

    public static void MapToken(this IEndpointRouteBuilder app) => app.MapPost(Paths.Token, Exchange);

    private static Task<IResult> Exchange(HttpContext http, DemoUsers users, RedeemedCodes codes, TimeProvider clock, ILogger<DemoUsers> log)
    {
        var request = http.GetOpenIddictServerRequest()!;
        return request.IsPasswordGrantType()
            ? Task.FromResult(FromPassword(request, users, clock, log))
            : FromEarlierSignIn(http, request, codes, log);
    }

    private static IResult FromPassword(OpenIddictRequest request, DemoUsers users, TimeProvider clock, ILogger log)
    {
        if (users.SignIn(request.Username, request.Password) is not { } user)
            return Refuse(request, "Incorrect username or password.", log);

        IdentityLog.SignedIn(log, user.Name, GrantTypes.Password);
        return Results.SignIn(SignInSession.Begin(user, CognitoScopes.Granted(request), clock.GetUtcNow()), authenticationScheme: Scheme);
    }

    private static async Task<IResult> FromEarlierSignIn(HttpContext http, OpenIddictRequest request, RedeemedCodes codes, ILogger log)
    {
        var session = (await http.AuthenticateAsync(Scheme)).Principal!;
        if (request.IsAuthorizationCodeGrantType() && !codes.TryRedeem(SignInSession.IdOf(session)))
            return Refuse(request, "The code was used before.", log);

        return Results.SignIn(session, authenticationScheme: Scheme);
    }

    private static IResult Refuse(OpenIddictRequest request, string reason, ILogger log)
    {
        IdentityLog.Refused(log, request.GrantType!, reason);
        return OAuthError.Of(Errors.InvalidGrant, reason);
    }
}
