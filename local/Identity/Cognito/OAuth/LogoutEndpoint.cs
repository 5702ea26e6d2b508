using Microsoft.Extensions.Options;
using Tollgate.Local.Identity.Cognito.Federation;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>
/// Ends the domain's session and sends the browser to <c>logout_uri</c>, or with <c>redirect_uri</c> to sign in anew. The session at Okta is
/// Okta's own, and stays.
/// </summary>
internal static class LogoutEndpoint
{
    public static void MapLogout(this IEndpointRouteBuilder app) => app.MapGet(Paths.Logout, Logout);

    private static async Task<IResult> Logout(
        HttpContext http, string? client_id, string? logout_uri, string? redirect_uri, string? response_type, IOptions<IdentityOptions> options)
    {
        if (client_id != options.Value.ClientId)
            return Refuse("The client is not known here.");
        if ((logout_uri ?? redirect_uri) is not { } target || !options.Value.RedirectUris.Contains(target))
            return Refuse("The URL to go to is not one of this client's.");
        if (logout_uri is null && response_type is null)
            return Refuse("response_type is missing.");

        await DomainSession.EndAsync(http);
        return Results.Redirect(logout_uri ?? Paths.Authorize + http.Request.QueryString);
    }

    private static IResult Refuse(string reason) => Results.Text(reason, statusCode: StatusCodes.Status400BadRequest);
}
