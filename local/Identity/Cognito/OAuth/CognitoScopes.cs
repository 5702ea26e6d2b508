using System.Collections.Immutable;
using OpenIddict.Abstractions;

namespace Tollgate.Local.Identity.Cognito.OAuth;

internal static class CognitoScopes
{
    public static readonly string[] All = ["openid", "email", "profile", "aws.cognito.signin.user.admin"];

    /// <summary>Like Cognito: a request without scopes gets all that the client may have.</summary>
    public static ImmutableArray<string> Granted(OpenIddictRequest request)
    {
        var asked = request.GetScopes();
        return asked.IsEmpty ? [.. All] : [.. asked.Intersect(All)];
    }
}
