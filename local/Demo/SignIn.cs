using System.Net.Http.Json;
using System.Text.Json;

namespace Tollgate.Local.Demo;

/// <summary>How a demo user comes to a token.</summary>
internal static class SignIn
{
    /// <returns>An ID token.</returns>
    public static async Task<string> AsAsync(HttpClient http, string identityUrl, string user, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "tollgate-web",
            ["username"] = user,
            ["password"] = "demo",
        });
        using var response = await http.PostAsync($"{identityUrl}/oauth2/token", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var tokens = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return tokens.GetProperty("id_token").GetString()!;
    }
}
