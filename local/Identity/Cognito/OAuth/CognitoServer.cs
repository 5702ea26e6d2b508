using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Tollgate.Local.Identity.Cognito.Tokens;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>OpenIddict set up to behave like a Cognito user pool with one public app client.</summary>
internal static class CognitoServer
{
    public static void AddCognitoServer(this IServiceCollection services)
    {
        services.AddSingleton<RedeemedCodes>();
        services.AddSingleton<RevokedSignIns>();
        services.AddOptions<OpenIddictServerOptions>().Configure<IOptions<IdentityOptions>, SigningKey>(UseKeyAndLifetimes);
        services.AddOptions<OpenIddictServerOptions>().Configure<PublicUrls>((server, urls) => server.Issuer = new Uri(urls.Issuer));
        services.AddOpenIddict().AddServer(Configure);
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetConfigurationEndpointUris(".well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris(".well-known/jwks.json")
            .SetAuthorizationEndpointUris(Paths.Authorize)
            .SetTokenEndpointUris(Paths.Token)
            .SetRevocationEndpointUris(Paths.Revoke);

        server.AllowAuthorizationCodeFlow().RequireProofKeyForCodeExchange()
            .AllowPasswordFlow()
            .AllowRefreshTokenFlow().DisableRollingRefreshTokens();

        // No database: clients, users and redeemed codes are ours to check.
        server.EnableDegradedMode()
            .DisableAccessTokenEncryption()
            .RegisterScopes(CognitoScopes.All);

        server.AddEventHandler(ClientRules.ForAuthorize)
            .AddEventHandler(ClientRules.ForToken)
            .AddEventHandler(ClientRules.ForRevoke)
            .AddEventHandler(RevokedSignIns.Descriptor)
            .AddEventHandler(RefreshTokenRule.Descriptor)
            .AddEventHandler(CognitoTokenShape.Descriptor)
            .AddEventHandler(CognitoUrls.InDiscovery)
            .AddEventHandler(CognitoUrls.InAuthorizationResponse);

        server.UseAspNetCore()
            .DisableTransportSecurityRequirement()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough();
    }

    private static void UseKeyAndLifetimes(OpenIddictServerOptions server, IOptions<IdentityOptions> options, SigningKey key)
    {
        server.SigningCredentials.Add(key.Signing);
        server.EncryptionCredentials.Add(key.Encrypting);
        server.CodeChallengeMethods.Remove(OpenIddictConstants.CodeChallengeMethods.Plain);
        server.AccessTokenLifetime = server.IdentityTokenLifetime = TimeSpan.FromMinutes(options.Value.TokenLifetimeMinutes);
        server.AuthorizationCodeLifetime = RedeemedCodes.CodeLifetime;
        server.RefreshTokenLifetime = TimeSpan.FromDays(30);
    }
}
