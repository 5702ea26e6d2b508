using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.WebUtilities;
using Tollgate.Local.Identity.Cognito.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.Federation;

/// <summary>A sign-in that Okta refused, or that went wrong on the way, is the app's to show: it gets the error as its answer, like at Cognito.</summary>
internal static class FederationFailure
{
    public static Task TellTheApp(RemoteFailureContext context)
    {
        context.HandleResponse();
        IdentityLog.Refused(
            context.HttpContext.RequestServices.GetRequiredService<ILogger<UserPool>>(), OktaFederation.Scheme, context.Failure?.Message ?? "no reason given");
        // The request of the app, which was checked before the browser went to Okta.
        if (context.Properties?.RedirectUri is not { } authorize)
        {
            context.Response.StatusCode = StatusCodes.Status400BadRequest;
            return context.Response.WriteAsync("This sign-in was not begun here, or too long ago.");
        }

        var request = QueryHelpers.ParseQuery(authorize[(authorize.IndexOf('?', StringComparison.Ordinal) + 1)..]);
        context.Response.Redirect(QueryHelpers.AddQueryString(request[Parameters.RedirectUri]!, new Dictionary<string, string?>
        {
            [Parameters.Error] = (string?)context.Failure?.Data[Parameters.Error] ?? Errors.InvalidRequest,
            [Parameters.ErrorDescription] = (string?)context.Failure?.Data[Parameters.ErrorDescription] ?? "The sign-in at Okta failed.",
            [Parameters.State] = request[Parameters.State],
        }));
        return Task.CompletedTask;
    }
}
