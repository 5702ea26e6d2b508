using OpenIddict.Server;
using Tollgate.Local.Identity.Cognito.Federation;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.Okta;

/// <summary>Only the user pool may ask, with its secret, and answers go to its domain only.</summary>
internal sealed class OktaClientRules(PublicUrls urls)
    : IOpenIddictServerHandler<ValidateAuthorizationRequestContext>, IOpenIddictServerHandler<ValidateTokenRequestContext>
{
    public ValueTask HandleAsync(ValidateAuthorizationRequestContext context)
    {
        if (context.ClientId != OktaClient.Id)
            context.Reject(Errors.UnauthorizedClient, "The client is not known here.");
        else if (context.RedirectUri != urls.Domain + OktaFederation.CallbackPath)
            context.Reject(Errors.InvalidRequest, "The redirect_uri is not one of this client's.");

        return ValueTask.CompletedTask;
    }

    public ValueTask HandleAsync(ValidateTokenRequestContext context)
    {
        if (context.ClientId != OktaClient.Id || context.ClientSecret != OktaClient.Secret)
            context.Reject(Errors.InvalidClient, "The client or its secret is wrong.");

        return ValueTask.CompletedTask;
    }
}
