using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Protocols;
using Microsoft.IdentityModel.Protocols.OpenIdConnect;
using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Local.Identity.Tests;

/// <summary>A relying party as the JWT bearer handler sets it up: everything it knows of the issuer comes from discovery.</summary>
internal sealed class Consumer(string issuer, string audience)
{
    private readonly ConfigurationManager<OpenIdConnectConfiguration> _discovery = new(
        issuer + "/.well-known/openid-configuration",
        new OpenIdConnectConfigurationRetriever(),
        new HttpDocumentRetriever { RequireHttps = false });

    public Task<OpenIdConnectConfiguration> DiscoverAsync() => _discovery.GetConfigurationAsync(TestContext.Current.CancellationToken);

    public Task<TokenValidationResult> ValidateAsync(string token) => ValidateAsync(token, validateAudience: true);

    // Cognito's access tokens have no aud to validate.
    public Task<TokenValidationResult> ValidateAccessAsync(string token) => ValidateAsync(token, validateAudience: false);

    private async Task<TokenValidationResult> ValidateAsync(string token, bool validateAudience)
    {
        var configuration = await DiscoverAsync();
        return await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(token, new TokenValidationParameters
        {
            ValidIssuer = configuration.Issuer,
            ValidAudience = audience,
            ValidateAudience = validateAudience,
            IssuerSigningKeys = configuration.SigningKeys,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            TryAllIssuerSigningKeys = false,
        });
    }
}
