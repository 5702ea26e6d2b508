using Microsoft.Extensions.Options;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Tollgate.Local.Identity.Cognito.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.Cognito.Tokens;

/// <summary>Rewrites what OpenIddict is about to sign into Cognito's form. Codes and refresh tokens stay OpenIddict's.</summary>
internal sealed class CognitoTokenShape(IOptions<IdentityOptions> options, PublicUrls urls)
    : IOpenIddictServerHandler<GenerateTokenContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor =
        OpenIddictServerHandlerDescriptor.CreateBuilder<GenerateTokenContext>()
            .UseSingletonHandler<CognitoTokenShape>()
            .SetOrder(OpenIddictServerHandlers.Protection.AttachTokenMetadata.Descriptor.Order + 1)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public ValueTask HandleAsync(GenerateTokenContext context)
    {
        var session = context.Principal;
        var user = PoolUser.ReadFrom(session);
        var claims = context.TokenType switch
        {
            TokenTypeIdentifiers.IdentityToken => CognitoClaims.OfIdToken(user, options.Value.ClientId, session),
            TokenTypeIdentifiers.AccessToken => CognitoClaims.OfAccessToken(user, options.Value.ClientId, session),
            _ => null,
        };

        if (claims is not null)
        {
            context.SecurityTokenDescriptor.Claims = claims;
            context.SecurityTokenDescriptor.Subject = null;
            context.SecurityTokenDescriptor.Issuer = urls.Issuer;
            context.SecurityTokenDescriptor.TokenType = "JWT";
        }

        return ValueTask.CompletedTask;
    }
}
