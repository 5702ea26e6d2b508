using OpenIddict.Abstractions;
using OpenIddict.Server;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>Cognito gives a refresh token with every sign-in, without <c>offline_access</c>, and none in answer to a refresh.</summary>
internal sealed class RefreshTokenRule : IOpenIddictServerHandler<ProcessSignInContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ProcessSignInContext>()
            .UseSingletonHandler<RefreshTokenRule>()
            .SetOrder(OpenIddictServerHandlers.EvaluateGeneratedTokens.Descriptor.Order + 1)
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public ValueTask HandleAsync(ProcessSignInContext context)
    {
        context.GenerateRefreshToken = context.IncludeRefreshToken =
            context.EndpointType is OpenIddictServerEndpointType.Token && !context.Request.IsRefreshTokenGrantType();
        return ValueTask.CompletedTask;
    }
}
