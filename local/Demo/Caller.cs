using System.Net.Http.Json;
using System.Text.Json;

namespace Tollgate.Local.Demo;

/// <summary>Somebody with a browser: signs in at Identity and calls the API through the gateway.</summary>
public sealed class Caller(LocalSystem system)
{
    /// <summary>An ID token of a demo user.</summary>
    public async Task<string> SignInAsync(string user, CancellationToken cancellationToken)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string>
        {
            ["grant_type"] = "password",
            ["client_id"] = "tollgate-web",
            ["username"] = user,
            ["password"] = "demo",
        });
        using var response = await system.Http.PostAsync($"{system.IdentityUrl}/oauth2/token", form, cancellationToken);
        response.EnsureSuccessStatusCode();
        var tokens = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return tokens.GetProperty("id_token").GetString()!;
    }

    /// <summary><c>GET /blog</c> through the gateway.</summary>
    public async Task<ApiAnswer> CallApiAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{system.ApiUrl}/blog");
        request.Headers.TryAddWithoutValidation("Authorization", token);
        using var response = await system.Http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return new ApiAnswer((int)response.StatusCode, body);
    }

    /// <summary>Begins somebody's count of today again, as an administrator.</summary>
    /// <returns>Its message says what they have left.</returns>
    public async Task<ApiAnswer> ResetAsync(string token, string principal, string reason, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{system.SiloUrl}/v1/admin/quotas/reset?principal={principal}");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        request.Content = JsonContent.Create(new { requestId = Guid.NewGuid().ToString("N"), reason });
        using var response = await system.Http.SendAsync(request, cancellationToken);
        var body = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return response.IsSuccessStatusCode
            ? new ApiAnswer((int)response.StatusCode, JsonSerializer.SerializeToElement(new { message = $"{body.GetProperty("quota").GetProperty("remaining")} left" }))
            : new ApiAnswer((int)response.StatusCode, body);
    }

    /// <summary>The caller's own quota, from the silo.</summary>
    public async Task<(long Used, long Remaining)> ReadQuotaAsync(string token, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{system.SiloUrl}/v1/quota");
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        using var response = await system.Http.SendAsync(request, cancellationToken);
        response.EnsureSuccessStatusCode();
        var quota = await response.Content.ReadFromJsonAsync<JsonElement>(cancellationToken);
        return (quota.GetProperty("used").GetInt64(), quota.GetProperty("remaining").GetInt64());
    }
}
