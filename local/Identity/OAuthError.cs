using Microsoft.AspNetCore.Authentication;
using OpenIddict.Server.AspNetCore;

namespace Tollgate.Local.Identity;

/// <summary>A refusal in OAuth's words; OpenIddict sends it as JSON or, from the authorize endpoint, by redirect.</summary>
internal static class OAuthError
{
    public static IResult Of(string error, string description) => Results.Forbid(
        new AuthenticationProperties(new Dictionary<string, string?>
        {
            [OpenIddictServerAspNetCoreConstants.Properties.Error] = error,
            [OpenIddictServerAspNetCoreConstants.Properties.ErrorDescription] = description,
        }),
        [OpenIddictServerAspNetCoreDefaults.AuthenticationScheme]);
}
