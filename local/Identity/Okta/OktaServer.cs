using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.Okta;

/// <summary>OpenIddict set up as an issuer with one confidential client.</summary>
internal static class OktaServer
{
    public static void AddOktaServer(this IServiceCollection services)
    {
        services.AddOptions<OpenIddictServerOptions>().Configure<PublicUrls, SigningKey>(static (server, urls, key) =>
        {
            server.Issuer = new Uri(urls.Okta);
            server.SigningCredentials.Add(key.Signing);
            server.EncryptionCredentials.Add(key.Encrypting);
        });
        services.AddOpenIddict().AddServer(Configure);
    }

    private static void Configure(OpenIddictServerBuilder server)
    {
        server.SetConfigurationEndpointUris(".well-known/openid-configuration")
            .SetJsonWebKeySetEndpointUris(OktaPaths.Keys)
            .SetAuthorizationEndpointUris(OktaPaths.Authorize)
            .SetTokenEndpointUris(OktaPaths.Token)
            .SetUserInfoEndpointUris(OktaPaths.UserInfo)
            .AllowAuthorizationCodeFlow()
            .EnableDegradedMode() // no database: the client is ours to check
            .DisableAccessTokenEncryption()
            .RegisterScopes(OktaClient.Scopes);

        server.AddEventHandler<ValidateAuthorizationRequestContext>(handler => handler.UseSingletonHandler<OktaClientRules>())
            .AddEventHandler<ValidateTokenRequestContext>(handler => handler.UseSingletonHandler<OktaClientRules>());

        server.UseAspNetCore()
            .EnableAuthorizationEndpointPassthrough()
            .EnableTokenEndpointPassthrough()
            .EnableUserInfoEndpointPassthrough();
    }
}
