using System.Collections.Concurrent;
using System.Security.Claims;
using OpenIddict.Abstractions;
using OpenIddict.Server;
using Tollgate.Local.Identity.Cognito.Tokens;
using static OpenIddict.Abstractions.OpenIddictConstants;
using static OpenIddict.Server.OpenIddictServerEvents;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>Sign-ins whose refresh token was revoked: it gives no tokens any more. Those it has given stay good until they expire, as at Cognito.</summary>
internal sealed class RevokedSignIns : IOpenIddictServerHandler<HandleRevocationRequestContext>
{
    public static readonly OpenIddictServerHandlerDescriptor Descriptor =
        OpenIddictServerHandlerDescriptor.CreateBuilder<HandleRevocationRequestContext>()
            .UseSingletonHandler<RevokedSignIns>()
            .SetOrder(OpenIddictServerHandlers.Revocation.AttachPrincipal.Descriptor.Order + 1) // before OpenIddict looks for its database
            .SetType(OpenIddictServerHandlerType.Custom)
            .Build();

    private readonly ConcurrentDictionary<string, byte> _revoked = new();

    public bool Contain(ClaimsPrincipal session) => _revoked.ContainsKey(SignInSession.IdOf(session));

    public ValueTask HandleAsync(HandleRevocationRequestContext context)
    {
        if (context.GenericTokenPrincipal is { } token && token.GetTokenType() == TokenTypeIdentifiers.RefreshToken)
        {
            _revoked.TryAdd(SignInSession.IdOf(token), 0);
            context.HandleRequest();
        }
        else
        {
            context.Reject(Errors.UnsupportedTokenType, "Only refresh tokens can be revoked.");
        }

        return ValueTask.CompletedTask;
    }
}
