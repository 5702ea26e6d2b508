using System.Security.Claims;
using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Authentication;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Tollgate.Local.Identity.Okta.SignIn;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Okta;

/// <summary>
/// Shows the sign-in page, and takes it back with the request's own parameters in hidden fields: so OpenIddict checks them again and
/// nothing is kept in between. Whoever has signed in with this browser already is not asked again, unless the application wants it.
/// </summary>
internal static class OktaEndpoints
{
    private const string Scheme = OpenIddictServerAspNetCoreDefaults.AuthenticationScheme;
    private const string Cancelled = "cancel";

    public static void MapOktaAuthorize(this IEndpointRouteBuilder app)
    {
        app.MapGet(OktaPaths.Authorize, Ask);
        app.MapPost(OktaPaths.Authorize, SignIn);
    }

    public static void MapOktaToken(this IEndpointRouteBuilder app) => app.MapPost(OktaPaths.Token, (Delegate)Redeem);

    public static void MapOktaUserInfo(this IEndpointRouteBuilder app) => app.MapGet(OktaPaths.UserInfo, ReadUserInfo);

    public static void MapOktaSignOut(this IEndpointRouteBuilder app) => app.MapGet(OktaPaths.SignOut, (Delegate)SignOut);

    private static async Task<IResult> Ask(HttpContext http, OktaDirectory directory, SignInPage page)
    {
        var request = http.GetOpenIddictServerRequest()!;
        var session = await http.AuthenticateAsync(OktaHost.SessionScheme);
        if (!request.HasPromptValue(PromptValues.Login) && directory.BySub(session.Principal?.GetClaim(Claims.Subject)) is { } user)
            return Allow(user, request);

        return request.HasPromptValue(PromptValues.None) ? OAuthError.Of(Errors.LoginRequired, "Nobody is signed in.") : page.Show(request);
    }

    private static async Task<IResult> SignIn(HttpContext http, OktaDirectory directory, SignInPage page, ILogger<OktaDirectory> log)
    {
        var request = http.GetOpenIddictServerRequest()!;
        if ((string?)request[Cancelled] is not null)
            return OAuthError.Of(Errors.AccessDenied, "The sign-in was cancelled.");
        if (directory.SignIn(request.Username, request.Password) is not { } user)
        {
            IdentityLog.Refused(log, OktaHost.SessionScheme, "Incorrect username or password.");
            return page.ShowAgain(request);
        }

        await http.SignInAsync(OktaHost.SessionScheme, PrincipalOf(user, OktaHost.SessionScheme));
        return Allow(user, request);
    }

    private static async Task<IResult> Redeem(HttpContext http) =>
        Results.SignIn((await http.AuthenticateAsync(Scheme)).Principal!, authenticationScheme: Scheme);

    private static async Task<IResult> ReadUserInfo(HttpContext http, OktaDirectory directory) =>
        directory.BySub((await http.AuthenticateAsync(Scheme)).Principal?.GetClaim(Claims.Subject)) is { } user
            ? Results.Json(OktaClaims.Of(user))
            : Results.Challenge(authenticationSchemes: [Scheme]);

    private static async Task<IResult> SignOut(HttpContext http)
    {
        await http.SignOutAsync(OktaHost.SessionScheme);
        return Results.Text("Signed out.");
    }

    private static IResult Allow(OktaUser user, OpenIddictRequest request)
    {
        var principal = PrincipalOf(user, Scheme);
        principal.SetScopes(request.GetScopes());
        principal.SetDestinations(static _ => [Destinations.IdentityToken]);
        return Results.SignIn(principal, authenticationScheme: Scheme);
    }

    private static ClaimsPrincipal PrincipalOf(OktaUser user, string scheme)
    {
        var identity = new ClaimsIdentity(scheme, Claims.Name, Claims.Role);
        foreach (var (name, value) in OktaClaims.Of(user))
            identity.SetClaim(name, value);
        return new ClaimsPrincipal(identity);
    }
}
