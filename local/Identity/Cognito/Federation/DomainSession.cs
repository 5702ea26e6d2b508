using System.Security.Claims;
using Microsoft.AspNetCore.Authentication;
using Tollgate.Local.Identity.Cognito.Users;

namespace Tollgate.Local.Identity.Cognito.Federation;

/// <summary>Who has signed in at the pool's domain with this browser, by its cookie.</summary>
internal static class DomainSession
{
    public static ClaimsPrincipal Of(PoolUser user)
    {
        var identity = new ClaimsIdentity(OktaFederation.SessionScheme);
        user.WriteTo(identity);
        return new ClaimsPrincipal(identity);
    }

    public static async Task<PoolUser?> FindUserAsync(HttpContext http)
    {
        var session = await http.AuthenticateAsync(OktaFederation.SessionScheme);
        return session.Principal is { } principal ? PoolUser.ReadFrom(principal) : null;
    }

    public static Task EndAsync(HttpContext http) => http.SignOutAsync(OktaFederation.SessionScheme);
}
