using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Tollgate.Local.Demo;

namespace Tollgate.Web.Tests;

/// <summary>A session as Amplify keeps it for a tab, put there before the page's own scripts run; once, so that signing out and changes last.</summary>
internal sealed class StoredSession(LocalSystem system)
{
    private const string Client = "tollgate-web";

    public async Task<string> ScriptAsync(string user)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password", ["client_id"] = Client, ["username"] = user, ["password"] = "demo", ["scope"] = "openid email profile",
        });
        using var response = await system.Http.PostAsync($"{system.IdentityUrl}/oauth2/token", form, TestContext.Current.CancellationToken);
        response.EnsureSuccessStatusCode();
        var tokens = await response.Content.ReadFromJsonAsync<JsonElement>(TestContext.Current.CancellationToken);
        var username = JsonDocument.Parse(System.Buffers.Text.Base64Url.DecodeFromChars(tokens.GetProperty("access_token").GetString()!.Split('.')[1])).RootElement.GetProperty("username").GetString()!;

        var prefix = $"CognitoIdentityServiceProvider.{Client}";
        var stored = new Dictionary<string, string>
        {
            [$"{prefix}.LastAuthUser"] = username,
            [$"{prefix}.{username}.idToken"] = tokens.GetProperty("id_token").GetString()!,
            [$"{prefix}.{username}.accessToken"] = tokens.GetProperty("access_token").GetString()!,
            [$"{prefix}.{username}.refreshToken"] = tokens.GetProperty("refresh_token").GetString()!,
            [$"{prefix}.{username}.clockDrift"] = "0",
        };
        var script = new StringBuilder("if (location.origin === '").Append(new Uri(system.ConsoleUrl).GetLeftPart(UriPartial.Authority)).Append("' && !sessionStorage.getItem('put-there')) {");
        foreach (var (key, value) in stored.Append(new("put-there", "1")))
            script.Append($"sessionStorage.setItem({JsonSerializer.Serialize(key)}, {JsonSerializer.Serialize(value)});");
        return script.Append('}').ToString();
    }
}
