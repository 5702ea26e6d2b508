using Microsoft.Extensions.Options;
using OpenIddict.Server;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>Who may ask, and where the answer may go. Without a database OpenIddict leaves both questions to us.</summary>
internal sealed class ClientRules(IOptions<IdentityOptions> options)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidateTokenRequestContext>,
        IOpenIddictServerHandler<ValidateRevocationRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor ForAuthorize =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateAuthorizationRequestContext>()
            .UseSingletonHandler<ClientRules>()
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public static readonly OpenIddictServerHandlerDescriptor ForToken =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateTokenRequestContext>()
            .UseSingletonHandler<ClientRules>()
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public static readonly OpenIddictServerHandlerDescriptor ForRevoke =
        OpenIddictServerHandlerDescriptor.CreateBuilder<ValidateRevocationRequestContext>()
            .UseSingletonHandler<ClientRules>()
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != options.Value.ClientId)
            context.Reject(Errors.UnauthorizedClient, "The client is not known here.");
        else if (!options.Value.RedirectUris.Contains(context.RedirectUri ?? ""))
            context.Reject(Errors.InvalidRequest, "The redirect_uri is not one of this client's.");

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.ClientId != options.Value.ClientId)
            context.Reject(Errors.InvalidClient, "The client is not known here.");
        else if (!string.IsNullOrEmpty(context.ClientSecret))
            context.Reject(Errors.InvalidClient, "This client is public: it has no secret.");

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateRevocationRequestContext context)
    {
        if (context.ClientId != options.Value.ClientId)
            context.Reject(Errors.InvalidClient, "The client is not known here.");

        return ValueTask.CompletedTask;
    }
}
