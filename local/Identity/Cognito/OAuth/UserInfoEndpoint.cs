using Microsoft.IdentityModel.JsonWebTokens;
using Microsoft.IdentityModel.Tokens;
using Tollgate.Local.Identity.Cognito.Users;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.OAuth;

/// <summary>The attributes of whoever an access token with the scope <c>openid</c> was given to. By hand: OpenIddict would not know its own token in Cognito's shape.</summary>
internal static class UserInfoEndpoint
{
    private const string Prefix = Schemes.Bearer + " ";

    public static void MapUserInfo(this IEndpointRouteBuilder app) => app.MapMethods(Paths.UserInfo, ["GET", "POST"], Read);

    private static async Task<IResult> Read(HttpContext http, UserPool pool, SigningKey key, PublicUrls urls, TimeProvider clock)
    {
        var header = http.Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return Refuse(http, Errors.InvalidRequest, "An access token is missing.");

        var result = await new JsonWebTokenHandler { MapInboundClaims = false }.ValidateTokenAsync(header[Prefix.Length..], new TokenValidationParameters
        {
            ValidIssuer = urls.Issuer,
            IssuerSigningKey = key.Signing.Key,
            ValidAlgorithms = [SecurityAlgorithms.RsaSha256],
            ValidateAudience = false, // Cognito's access tokens have none
            LifetimeValidator = (_, expires, _, _) => expires > clock.GetUtcNow(),
        });
        if (!result.IsValid || !IsAccessTokenWithOpenId(result.Claims) || pool.Find((string)result.Claims["username"]) is not { } user)
            return Refuse(http, Errors.InvalidToken, "Access token is invalid, expired, or without the scope openid.");

        return Results.Json(new Dictionary<string, string>(user.Attributes) { [Claims.Subject] = user.Sub, ["username"] = user.Username });
    }

    private static bool IsAccessTokenWithOpenId(IDictionary<string, object> claims) =>
        claims.TryGetValue("token_use", out var use) && use is "access"
        && claims.TryGetValue(Claims.Scope, out var scope) && scope is string scopes && scopes.Split(' ').Contains(Scopes.OpenId);

    private static IResult Refuse(HttpContext http, string error, string description)
    {
        http.Response.Headers.WWWAuthenticate = $"{Schemes.Bearer} error=\"{error}\", error_description=\"{description}\"";
        return Results.Json(
            new Dictionary<string, string> { [Parameters.Error] = error, [Parameters.ErrorDescription] = description },
            statusCode: error == Errors.InvalidRequest ? StatusCodes.Status400BadRequest : StatusCodes.Status401Unauthorized);
    }
}
