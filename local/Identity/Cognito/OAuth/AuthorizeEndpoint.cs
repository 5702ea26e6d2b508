using Microsoft.AspNetCore;
using Microsoft.AspNetCore.Http.Extensions;
using OpenIddict.Abstractions;
using OpenIddict.Server.AspNetCore;
using Tollgate.Local.Identity.Cognito.Federation;
using Tollgate.Local.Identity.Cognito.Tokens;
using Tollgate.Local.Identity.Cognito.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>Gives a code to whoever has signed in at the domain, and sends everybody else to Okta first. OpenIddict has checked the request by now.</summary>
internal static class AuthorizeEndpoint
{
    private const string IdentityProvider = "identity_provider";

    public static void MapAuthorize(this IEndpointRouteBuilder app) => app.MapGet(Paths.Authorize, Authorize);

    private static async Task<IResult> Authorize(HttpContext http, PublicUrls urls, TimeProvider clock, ILogger<UserPool> log)
    {
        var request = http.GetOpenIddictServerRequest()!;
        // Cookies are for the domain; the issuer's plain address is for programs.
        if (!http.Request.IsHttps)
            return Results.Redirect(urls.Domain + http.Request.Path + http.Request.QueryString);
        if ((string?)request[IdentityProvider] is { } provider && provider != UserPool.Provider)
            return OAuthError.Of(Errors.InvalidRequest, $"The identity provider '{provider}' is not known here.");

        var asksAgain = request.HasPromptValue(PromptValues.Login);
        if (!asksAgain && await DomainSession.FindUserAsync(http) is { } user)
        {
            IdentityLog.SignedIn(log, user.Email ?? user.Username, GrantTypes.AuthorizationCode);
            return Results.SignIn(
                SignInSession.Begin(user, CognitoScopes.Granted(request), clock.GetUtcNow()),
                authenticationScheme: OpenIddictServerAspNetCoreDefaults.AuthenticationScheme);
        }

        return request.HasPromptValue(PromptValues.None)
            ? OAuthError.Of(Errors.LoginRequired, "Nobody is signed in.")
            : OktaFederation.Challenge(WithoutPrompt(http.Request), request.Prompt);
    }

    // Once Okta has asked, the same request must not ask again.
    private static string WithoutPrompt(HttpRequest request)
    {
        var query = request.Query.Where(field => field.Key != Parameters.Prompt).SelectMany(field => field.Value, (field, value) => KeyValuePair.Create(field.Key, value!));
        return request.Path + new QueryBuilder(query).ToQueryString();
    }
}
