using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Authentication.Cookies;
using Microsoft.AspNetCore.Authentication.OpenIdConnect;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Tollgate.Local.Identity.Cognito.Users;
using Tollgate.Local.Identity.Okta;
using Tollgate.Local.Identity.Tls;

namespace Tollgate.Local.Identity.Cognito.Federation;

/// <summary>
/// The pool as a client of Okta: OpenID Connect with a client secret, as Cognito does it. What comes of it is a user of the pool, and the
/// domain's own cookie, which spares the next sign-in for an hour.
/// </summary>
internal static class OktaFederation
{
    public const string Scheme = UserPool.Provider;
    public const string SessionScheme = "cognito";

    /// <summary>Where Okta sends the browser back to; Cognito's own path.</summary>
    public const string CallbackPath = "/oauth2/idpresponse";

    private const string PromptItem = "prompt";

    public static void AddOktaFederation(this IServiceCollection services)
    {
        services.AddAuthentication()
            .AddCookie(SessionScheme, cookie =>
            {
                cookie.Cookie.Name = SessionScheme;
                cookie.Cookie.SecurePolicy = CookieSecurePolicy.Always;
                cookie.ExpireTimeSpan = TimeSpan.FromHours(1);
                cookie.SlidingExpiration = false;
            })
            .AddOpenIdConnect(Scheme, Configure);
        services.AddOptions<OpenIdConnectOptions>(Scheme).Configure<PublicUrls, LocalCertificate>(static (oidc, urls, certificate) =>
        {
            oidc.Authority = urls.Okta;
            oidc.BackchannelHttpHandler = certificate.TrustingHandler();
        });
    }

    /// <summary>Sends the browser to Okta, and afterwards back to <paramref name="returnUrl"/>.</summary>
    public static IResult Challenge(string returnUrl, string? prompt) => Results.Challenge(
        new AuthenticationProperties { RedirectUri = returnUrl, Items = { [PromptItem] = prompt } }, [Scheme]);

    private static void Configure(OpenIdConnectOptions oidc)
    {
        oidc.ClientId = OktaClient.Id;
        oidc.ClientSecret = OktaClient.Secret;
        oidc.CallbackPath = CallbackPath;
        oidc.SignInScheme = SessionScheme;
        oidc.ResponseType = OpenIdConnectResponseType.Code;
        oidc.ResponseMode = OpenIdConnectResponseMode.Query;
        oidc.UsePkce = false; // Cognito proves itself by its secret
        oidc.MapInboundClaims = false;
        oidc.GetClaimsFromUserInfoEndpoint = true;
        oidc.ClaimActions.Clear();
        oidc.Scope.Clear();
        foreach (var scope in OktaClient.Scopes)
            oidc.Scope.Add(scope);
        foreach (var claim in AttributeMapping.Claims)
            oidc.ClaimActions.MapUniqueJsonKey(claim, claim);
        // The answer is a plain redirect, which Lax lets through.
        oidc.CorrelationCookie.SameSite = oidc.NonceCookie.SameSite = SameSiteMode.Lax;
        oidc.Events.OnRedirectToIdentityProvider = PassPromptOn;
        oidc.Events.OnTicketReceived = BecomeUserOfThePool;
        oidc.Events.OnRemoteFailure = FederationFailure.TellTheApp;
    }

    private static Task PassPromptOn(RedirectContext context)
    {
        context.ProtocolMessage.Prompt = context.Properties.Items[PromptItem];
        return Task.CompletedTask;
    }

    private static Task BecomeUserOfThePool(TicketReceivedContext context)
    {
        var claims = context.Principal!;
        var user = context.HttpContext.RequestServices.GetRequiredService<UserPool>().SignIn(name => claims.FindFirst(name)?.Value);
        context.Principal = DomainSession.Of(user);
        return Task.CompletedTask;
    }
}
