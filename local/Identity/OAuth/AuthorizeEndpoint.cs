using Microsoft.AspNetCore;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Tollgate.Local.Identity.SignIn;
using Tollgate.Local.Identity.Tokens;
using Tollgate.Local.Identity.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.OAuth;

/// <summary>
/// Shows the sign-in page, and takes it back with the request's own parameters in hidden fields: so OpenIddict checks them again and
/// nothing is kept in between.
/// </summary>
internal static class AuthorizeEndpoint
{
    public static void MapAuthorize(this IEndpointRouteBuilder app)
    {
        app.MapGet(Paths.Authorize, Ask);
        app.MapPost(Paths.Authorize, SignIn);
    }

    private static IResult Ask(HttpContext http, SignInPage page)
    {
        var request = http.GetOpenIddictServerRequest()!;
        return request.HasPromptValue(PromptValues.None)
            ? OAuthError.Of(Errors.LoginRequired, "Nobody is signed in.")
            : page.Show(request);
    }

    private static IResult SignIn(HttpContext http, DemoUsers users, SignInPage page, TimeProvider clock, ILogger<DemoUsers> log)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if (users.SignIn(request.Username, request.Password) is not { } user)
        {
            IdentityLog.Refused(log, GrantTypes.AuthorizationCode, "Incorrect username or password.");
            return page.ShowAgain(request);
        }

        IdentityLog.SignedIn(log, user.Name, GrantTypes.AuthorizationCode);
        return Results.SignIn(
            SignInSession.Begin(user, CognitoScopes.Granted(request), clock.GetUtcNow()),
            authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
    }
}
