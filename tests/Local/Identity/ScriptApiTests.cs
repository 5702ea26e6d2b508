using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;

namespace Tollgate.Local.Identity.Tests;

/// <summary>What Amplify's scripts call from a page of another origin: tokens, refresh and revocation, user info.</summary>
public sealed class ScriptApiTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("/oauth2/token", "content-type,x-amz-user-agent")]
    [InlineData("/", "content-type,x-amz-target,x-amz-user-agent,cache-control")]
    [InlineData("/oauth2/userInfo", "authorization")]
    public async Task Preflight_OfAnyPage_IsAllowed(string path, string headers)
    {
        using var request = new HttpRequestMessage(HttpMethod.Options, identity.Domain + path)
        {
            Headers = { { "Origin", "http://localhost:8080" }, { "Access-Control-Request-Method", "POST" }, { "Access-Control-Request-Headers", headers } },
        };
        using var response = await identity.Http.SendAsync(request, Cancelled);

        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
        Assert.Equal(headers, Assert.Single(response.Headers.GetValues("Access-Control-Allow-Headers")));
    }

    [Theory]
    [InlineData("/oauth2/token")]
    [InlineData("/")]
    public async Task Refusal_CanBeReadByThePage(string path)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, identity.Domain + path) { Headers = { { "Origin", "http://localhost:8080" } }, Content = new FormUrlEncodedContent([]) };
        request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService.Unknown");
        using var response = await identity.Http.SendAsync(request, Cancelled);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Equal("*", Assert.Single(response.Headers.GetValues("Access-Control-Allow-Origin")));
    }

    [Fact]
    public async Task GetTokensFromRefreshToken_GivesNewTokens_AndNoRefreshToken()
    {
        var before = await identity.SignInAsync("bob");
        var (status, body) = await CallAsync("GetTokensFromRefreshToken", new { RunningIdentity.ClientId, RefreshToken = before["refresh_token"] });

        Assert.Equal(200, status);
        var result = body.GetProperty("AuthenticationResult");
        Assert.Equal(["AccessToken", "ExpiresIn", "IdToken", "TokenType"], result.EnumerateObject().Select(member => member.Name).Order(StringComparer.Ordinal));
        Assert.True((await new Consumer(identity.Url, RunningIdentity.ClientId).ValidateAsync(result.GetProperty("IdToken").GetString()!)).IsValid);
    }

    [Fact]
    public async Task RevokeToken_EndsRefreshing_AndNothingElse()
    {
        var (first, second) = (await identity.SignInAsync("bob"), await identity.SignInAsync("bob"));

        Assert.Equal(200, (await CallAsync("RevokeToken", new { RunningIdentity.ClientId, Token = first["refresh_token"] })).Status);

        var (status, body) = await CallAsync("GetTokensFromRefreshToken", new { RunningIdentity.ClientId, RefreshToken = first["refresh_token"] });
        Assert.Equal((400, "NotAuthorizedException"), (status, body.GetProperty("__type").GetString()));
        Assert.Equal("invalid_grant", (await identity.AskAsync(("grant_type", "refresh_token"), ("refresh_token", first["refresh_token"]))).Error);
        Assert.Equal(200, (await CallAsync("GetTokensFromRefreshToken", new { RunningIdentity.ClientId, RefreshToken = second["refresh_token"] })).Status);
    }

    [Fact]
    public async Task RevokeEndpoint_TakesRefreshTokensOnly()
    {
        var tokens = await identity.SignInAsync();

        Assert.Equal((200, ""), await RevokeAsync(tokens["refresh_token"]));
        var (status, body) = await RevokeAsync(tokens["access_token"]);
        Assert.Equal(400, status);
        Assert.Contains("unsupported_token_type", body, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ClientId", "another", "NotAuthorizedException")]
    [InlineData("RefreshToken", "not-a-token", "NotAuthorizedException")]
    [InlineData("RefreshToken", null, "InvalidParameterException")]
    public async Task BadRefresh_NamesTheException(string member, string? value, string exception)
    {
        var body = new Dictionary<string, string?> { ["ClientId"] = RunningIdentity.ClientId, ["RefreshToken"] = (await identity.SignInAsync())["refresh_token"] };
        body[member] = value;

        var (status, answer) = await CallAsync("GetTokensFromRefreshToken", body);

        Assert.Equal((400, exception), (status, answer.GetProperty("__type").GetString()));
    }

    [Theory]
    [InlineData("GetUser", "{}", "UnknownOperationException")]
    [InlineData("RevokeToken", "{", "SerializationException")]
    [InlineData("RevokeToken", "[]", "SerializationException")]
    public async Task OtherRequest_NamesTheException(string operation, string body, string exception)
    {
        var (status, answer) = await CallAsync(operation, body);

        Assert.Equal((400, exception), (status, answer.GetProperty("__type").GetString()));
    }

    [Fact]
    public async Task UserInfo_TellsTheAttributes()
    {
        var (status, body) = await ReadUserInfoAsync((await identity.SignInAsync("carol"))["access_token"]);

        Assert.Equal(200, status);
        Assert.Equal(("carol@example.com", "Sales"), (body.GetProperty("email").GetString(), body.GetProperty("custom:department").GetString()));
        Assert.Equal("Okta_00u3carol", body.GetProperty("username").GetString());
    }

    [Fact]
    public async Task UserInfo_TakesAccessTokensWithOpenIdOnly()
    {
        Assert.Equal(401, (await ReadUserInfoAsync((await identity.SignInAsync())["id_token"])).Status);
        Assert.Equal(401, (await ReadUserInfoAsync((await identity.SignInAsync(scope: "email"))["access_token"])).Status);
        Assert.Equal(401, (await ReadUserInfoAsync("rubbish")).Status);
        Assert.Equal(400, (await ReadUserInfoAsync(null)).Status);
    }

    private async Task<(int Status, JsonElement Body)> ReadUserInfoAsync(string? token)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, identity.Domain + "/oauth2/userInfo");
        if (token is not null)
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var response = await identity.Http.SendAsync(request, Cancelled);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled));
    }

    private async Task<(int Status, string Body)> RevokeAsync(string token)
    {
        using var form = new FormUrlEncodedContent(new Dictionary<string, string> { ["client_id"] = RunningIdentity.ClientId, ["token"] = token });
        using var response = await identity.Http.PostAsync("/oauth2/revoke", form, Cancelled);
        return ((int)response.StatusCode, await response.Content.ReadAsStringAsync(Cancelled));
    }

    private Task<(int Status, JsonElement Body)> CallAsync(string operation, object body) => CallAsync(operation, JsonSerializer.Serialize(body));

    private async Task<(int Status, JsonElement Body)> CallAsync(string operation, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, identity.Domain + "/") { Content = new StringContent(body) };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/x-amz-json-1.1");
        request.Headers.Add("X-Amz-Target", "AWSCognitoIdentityProviderService." + operation);
        using var response = await identity.Http.SendAsync(request, Cancelled);
        return ((int)response.StatusCode, await response.Content.ReadFromJsonAsync<JsonElement>(Cancelled));
    }
}
