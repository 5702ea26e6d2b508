using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.OAuth;

/// <summary>OpenIddict's issuer is a <see cref="Uri"/> and so ends in a slash; Cognito's does not, and a consumer compares letter for letter.</summary>
internal sealed class ExactIssuer(IssuerUrl issuer)
    : IOpenIddictServerHandler<ApplyConfigurationResponseContext>, IOpenIddictServerHandler<ApplyAuthorizationResponseContext>
{
    public static readonly OpenIddictServerHandlerDescriptor InDiscovery =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyConfigurationResponseContext>()
            .UseSingletonHandler<ExactIssuer>()
            .SetOrder(int.MinValue)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public static readonly OpenIddictServerHandlerDescriptor InAuthorizationResponse =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ApplyAuthorizationResponseContext>()
            .UseSingletonHandler<ExactIssuer>()
            .SetOrder(OpenIddictServerHandlers.Authentication.AttachIssuer.Descriptor.Order + 1)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public ValueTask HandleAsync(ApplyConfigurationResponseContext context)
    {
        context.Response[Metadata.Issuer] = issuer.Value;
        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ApplyAuthorizationResponseContext context)
    {
        if (context.Response.Iss is not null)
            context.Response.Iss = issuer.Value;
        return ValueTask.CompletedTask;
    }
}
