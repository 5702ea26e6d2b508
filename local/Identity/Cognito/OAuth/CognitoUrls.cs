using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>
/// OpenIddict's issuer is a <see cref="Uri"/> and so ends in a slash; Cognito's does not, and a consumer compares letter for letter. And what a
/// browser goes to is at the domain, wherever the document was read.
/// </summary>
internal sealed class CognitoUrls(PublicUrls urls)
    : IOpenIddictServerHandler<ApplyConfigurationResponseContext>, IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static readonly OpenIddictServerHandlerDescriptor InDiscovery =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyConfigurationResponseContext>()
            .UseSingletonHandler<CognitoUrls>()
            .SetOrder(int.MinValue)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public static readonly OpenIddictServerHandlerDescriptor InAuthorizationResponse =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<CognitoUrls>()
            .SetOrder(OpenIddictServerHandlers.Authentication.AttachIssuer.Descriptor.Order + 1)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public ValueTask HandleAsync(ApplyConfigurationResponseContext context)
    {
        context.Response[Metadata.Issuer] = urls.Issuer;
        context.Response[Metadata.AuthorizationEndpoint] = urls.Domain + Paths.Authorize;
        context.Response[Metadata.TokenEndpoint] = urls.Domain + Paths.Token;
        context.Response[Metadata.RevocationEndpoint] = urls.Domain + Paths.Revoke;
        context.Response[Metadata.UserInfoEndpoint] = urls.Domain + Paths.UserInfo;
        context.Response[Metadata.EndSessionEndpoint] = urls.Domain + Paths.Logout;
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.Response.Iss is not null)
            context.Response.Iss = urls.Issuer;
        return ValueTask.CompletedTask;
    }
}
