using Microsoft.Extensions.Time.Testing;

namespace Tollgate.Local.Identity.Tests;

public sealed class CodeFlowTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    private readonly CodeFlow _flow = new(identity);

    [Fact]
    public async Task SignInPage_ToCode_ToTokens()
    {
        using var page = await _flow.OpenAsync(CodeFlow.GoodRequest);
        using var redirect = await _flow.SubmitAsync(page, "bob", "demo");
        var query = CodeFlow.QueryOf(redirect);
        var answer = await _flow.RedeemAsync(query["code"]!);

        Assert.Equal(RunningIdentity.RedirectUri, redirect.Headers.Location!.GetLeftPart(UriPartial.Path));
        Assert.Equal((CodeFlow.State, identity.Url), (query["state"], query["iss"]));
        Assert.Equal(200, answer.Status);
        Assert.Equal("bob@example.com", answer.IdToken.GetClaim("email").Value);
        Assert.Equal("n-1", answer.IdToken.GetClaim("nonce").Value);
        Assert.Equal("openid email", answer.AccessToken.GetClaim("scope").Value);
        Assert.True((await new Consumer(identity.Url, RunningIdentity.ClientId).ValidateAsync(answer["id_token"])).IsValid);
    }

    [Fact]
    public async Task WrongVerifier_IsInvalidGrant()
    {
        var answer = await _flow.RedeemAsync(await _flow.GetCodeAsync(), verifier: CodeFlow.Verifier[..^1] + "A");

        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task MissingVerifier_IsInvalidRequest()
    {
        var code = await _flow.GetCodeAsync();
        var answer = await identity.AskAsync(("grant_type", "authorization_code"), ("code", code), ("redirect_uri", RunningIdentity.RedirectUri));

        Assert.Equal((400, "invalid_request"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task OtherRedirectUri_AtTheTokenEndpoint_IsInvalidGrant()
    {
        var answer = await _flow.RedeemAsync(await _flow.GetCodeAsync(), redirectUri: "http://localhost:5173/other");

        Assert.Equal((400, "invalid_grant"), (answer.Status, answer.Error));
    }

    [Fact]
    public async Task Code_UsedTwice_WorksOnce()
    {
        var code = await _flow.GetCodeAsync();

        Assert.Equal(200, (await _flow.RedeemAsync(code)).Status);
        Assert.Equal("invalid_grant", (await _flow.RedeemAsync(code)).Error);
    }

    [Fact]
    public async Task Code_AfterFiveMinutes_IsInvalidGrant()
    {
        var clock = new FakeTimeProvider(TimeProvider.System.GetUtcNow());
        await using var other = await RunningIdentity.StartAsync(clock);
        var flow = new CodeFlow(other);
        var (early, late) = (await flow.GetCodeAsync(), await new CodeFlow(other).GetCodeAsync());

        clock.Advance(TimeSpan.FromMinutes(4.9));
        Assert.Equal(200, (await flow.RedeemAsync(early)).Status);
        clock.Advance(TimeSpan.FromMinutes(0.2));
        Assert.Equal("invalid_grant", (await flow.RedeemAsync(late)).Error);
    }

    [Fact]
    public async Task NoCode_IsInvalidGrant() => Assert.Equal("invalid_grant", (await _flow.RedeemAsync("not-a-code")).Error);

    [Theory]
    [InlineData("redirect_uri", "http://localhost:5173/callback/", "invalid_request")]
    [InlineData("redirect_uri", "http://localhost:5173/callback?x=1", "invalid_request")]
    [InlineData("redirect_uri", "https://evil.example.com/", "invalid_request")]
    [InlineData("redirect_uri", null, "invalid_request")]
    [InlineData("client_id", "another-client", "unauthorized_client")]
    [InlineData("client_id", null, "invalid_request")]
    [InlineData("code_challenge", null, "invalid_request")]
    [InlineData("code_challenge_method", "plain", "invalid_request")]
    [InlineData("code_challenge_method", null, "invalid_request")]
    [InlineData("response_type", "token", "unsupported_response_type")]
    [InlineData("scope", "openid everything", "invalid_scope")]
    public async Task BadRequest_IsToldToThePersonAndNeverRedirected(string field, string? value, string error)
    {
        var request = CodeFlow.GoodRequest;
        request.Remove(field);
        if (value is not null)
            request[field] = value;

        using var response = await _flow.OpenAsync(request);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Null(response.Headers.Location);
        Assert.Contains("error:" + error, await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PromptNone_WithNobodySignedIn_IsLoginRequired()
    {
        var request = CodeFlow.GoodRequest;
        request["prompt"] = "none";

        using var redirect = await _flow.OpenAsync(request);

        Assert.Equal(("login_required", CodeFlow.State), (CodeFlow.QueryOf(redirect)["error"], CodeFlow.QueryOf(redirect)["state"]));
    }
}
