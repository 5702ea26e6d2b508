using System.Text.Json;
using Tollgate.Local.Identity.Cognito.OAuth;

namespace Tollgate.Local.Identity.Cognito.JsonApi;

/// <summary>One operation, as the form that the endpoint at <paramref name="Path"/> takes.</summary>
/// <param name="Fields">From the members of the JSON body to the fields of the form.</param>
/// <param name="Grant">The grant type, where the endpoint wants one.</param>
internal sealed record ApiOperation(string Path, IReadOnlyDictionary<string, string> Fields, string? Grant = null)
{
    private static readonly Dictionary<string, ApiOperation> Known = new()
    {
        ["GetTokensFromRefreshToken"] = new(
            Paths.Token, new Dictionary<string, string> { ["ClientId"] = "client_id", ["ClientSecret"] = "client_secret", ["RefreshToken"] = "refresh_token" }, "refresh_token"),
        ["RevokeToken"] = new(
            Paths.Revoke, new Dictionary<string, string> { ["ClientId"] = "client_id", ["ClientSecret"] = "client_secret", ["Token"] = "token" }),
    };

    public static ApiOperation? Find(string name) => Known.GetValueOrDefault(name);

    public IEnumerable<KeyValuePair<string, string>> ToForm(JsonElement body)
    {
        if (Grant is not null)
            yield return new("grant_type", Grant);
        foreach (var (member, field) in Fields)
        {
            if (body.TryGetProperty(member, out var value) && value.ValueKind == JsonValueKind.String)
                yield return new(field, value.GetString()!);
        }
    }

    public Task AnswerAsync(HttpContext http, JsonElement answer) =>
        http.Response.StatusCode != StatusCodes.Status200OK ? ApiAnswers.RefuseAsync(http, answer)
        : Grant is null ? ApiAnswers.WriteAsync(http, new { })
        : ApiAnswers.WriteAsync(http, new { AuthenticationResult = TokensOf(answer), ChallengeParameters = new { } });

    private static object TokensOf(JsonElement answer) => new
    {
        AccessToken = answer.GetProperty("access_token").GetString(),
        IdToken = answer.TryGetProperty("id_token", out var id) ? id.GetString() : null,
        ExpiresIn = answer.GetProperty("expires_in").GetInt32(),
        TokenType = "Bearer",
    };
}
