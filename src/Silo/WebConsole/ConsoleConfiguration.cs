using System.Text.Json.Serialization;
using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.WebConsole;

/// <summary>
/// <c>config.json</c>: all that the app has to be told, the same file wherever the app is served from. Nothing in it is a secret.
/// </summary>
/// <param name="Domain">Where browsers sign in; absent where nobody can.</param>
/// <param name="UserPoolEndpoint">Absent for Amazon's own.</param>
/// <param name="Api">Absent where there is none to call.</param>
internal sealed record ConsoleConfiguration(
    string UserPoolId, string ClientId, string? Domain, string? UserPoolEndpoint, string IdentityProvider, string AdminGroup, string RoleClaim, ConsoleApi? Api)
{
    public static ConsoleConfiguration Of(ConsoleOptions console, AuthOptions auth) => new(
        console.UserPoolId ?? auth.Authority.TrimEnd('/').Split('/')[^1],
        auth.Audience,
        console.Domain,
        console.UserPoolEndpoint,
        console.IdentityProvider,
        auth.AdminGroup,
        auth.RoleClaim,
        console.ApiUrl is { } url ? new ConsoleApi(url.TrimEnd('/'), console.ApiPath) : null);

    /// <summary>Everything outside of this origin that the app may talk to.</summary>
    public IEnumerable<string> Origins()
    {
        if (Domain is not null)
            yield return $"https://{Domain}";
        if (UserPoolEndpoint is not null)
            yield return OriginOf(UserPoolEndpoint);
        else if (UserPoolId.Split('_') is [var region, _])
            yield return $"https://cognito-idp.{region}.amazonaws.com";
        if (Api is not null)
            yield return OriginOf(Api.Url);
    }

    private static string OriginOf(string url) => new Uri(url).GetLeftPart(UriPartial.Authority);
}

/// <param name="Url">The API's stage, without a trailing slash.</param>
/// <param name="Path">What the app calls there.</param>
internal sealed record ConsoleApi(string Url, string Path);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ConsoleConfiguration))]
internal sealed partial class ConsoleJson : JsonSerializerContext;
