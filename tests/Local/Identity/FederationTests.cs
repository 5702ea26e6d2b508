using System.Web;
using Tollgate.Local.Identity.Cognito.Users;

namespace Tollgate.Local.Identity.Tests;

/// <summary>Two issuers: the pool sends browsers on to Okta by real OpenID Connect, and maps what Okta says of them.</summary>
public sealed class FederationTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    [Fact]
    public async Task Browser_GoesByWayOfBothIssuers()
    {
        var flow = new CodeFlow(identity);
        using var page = await flow.OpenAsync(CodeFlow.GoodRequest);
        using var redirect = await flow.SubmitAsync(page, "alice", "demo");

        Assert.Equal(
            [identity.Domain + "/oauth2/authorize", identity.Okta + "/oauth2/v1/authorize", identity.Domain + "/oauth2/idpresponse", identity.Domain + "/oauth2/authorize"],
            flow.Visited.Select(url => url.GetLeftPart(UriPartial.Path)));
        var toOkta = HttpUtility.ParseQueryString(flow.Visited[1].Query);
        Assert.Equal(("code", "openid email profile", identity.Domain + "/oauth2/idpresponse"), (toOkta["response_type"], toOkta["scope"], toOkta["redirect_uri"]));
        Assert.NotNull(toOkta["nonce"]);
        Assert.NotNull(CodeFlow.QueryOf(redirect)["code"]);
    }

    [Fact]
    public async Task OktasClaims_BecomeThePoolsAttributes()
    {
        var flow = new CodeFlow(identity);
        var answer = await flow.RedeemAsync(await flow.GetCodeAsync("bob"));

        var token = answer.IdToken;
        Assert.Equal("Okta_00u2bob", token.GetClaim("cognito:username").Value);
        Assert.Equal("Finance", token.GetClaim("custom:department").Value);
        Assert.Equal("bob@example.com", token.GetClaim("email").Value);
        Assert.Equal(("Bob", "Baker"), (token.GetClaim("given_name").Value, token.GetClaim("family_name").Value));
        Assert.DoesNotContain(token.Claims, claim => claim.Type is "department" or "name" or "preferred_username");
    }

    [Fact]
    public async Task SecondSignIn_NeedsNoPassword_UntilThePoolForgetsTheBrowser()
    {
        var flow = new CodeFlow(identity);
        await flow.GetCodeAsync("carol");

        using var atTheApp = await flow.OpenAsync(CodeFlow.GoodRequest);
        Assert.NotNull(CodeFlow.QueryOf(atTheApp)["code"]);

        using var signedOut = await flow.GetAsync($"{identity.Domain}/logout?client_id={RunningIdentity.ClientId}&logout_uri={Uri.EscapeDataString(RunningIdentity.RedirectUri)}");
        Assert.Equal(RunningIdentity.RedirectUri, signedOut.Headers.Location!.OriginalString);

        // Okta still knows the browser, which is Okta's affair: by way of it, and without its page.
        flow.Visited.Clear();
        using var byOkta = await flow.OpenAsync(CodeFlow.GoodRequest);
        Assert.Contains(flow.Visited, url => url.ToString().StartsWith(identity.Okta, StringComparison.Ordinal));
        Assert.NotNull(CodeFlow.QueryOf(byOkta)["code"]);
    }

    [Fact]
    public async Task PromptLogin_AsksAgain_WhoeverIsSignedIn()
    {
        var flow = new CodeFlow(identity);
        await flow.GetCodeAsync("carol");
        var request = CodeFlow.GoodRequest;
        request["prompt"] = "login";

        using var page = await flow.OpenAsync(request);
        using var redirect = await flow.SubmitAsync(page, "bob", "demo");

        Assert.Equal(200, (int)page.StatusCode);
        var answer = await flow.RedeemAsync(CodeFlow.QueryOf(redirect)["code"]!);
        Assert.Equal("bob@example.com", answer.IdToken.GetClaim("email").Value);
    }

    [Fact]
    public async Task CancelAtOkta_IsTheAppsToShow()
    {
        var flow = new CodeFlow(identity);
        using var page = await flow.OpenAsync(CodeFlow.GoodRequest);
        using var redirect = await flow.SubmitAsync(page, ("cancel", "1"));

        var query = CodeFlow.QueryOf(redirect);
        Assert.Equal(RunningIdentity.RedirectUri, redirect.Headers.Location!.GetLeftPart(UriPartial.Path));
        Assert.Equal(("access_denied", CodeFlow.State), (query["error"], query["state"]));
    }

    [Fact]
    public async Task AnswerOfOkta_ThatNobodyAskedFor_IsRefused()
    {
        using var response = await new CodeFlow(identity).GetAsync($"{identity.Domain}/oauth2/idpresponse?code=x&state=y");

        Assert.Equal(400, (int)response.StatusCode);
    }

    [Theory]
    [InlineData("Google", "invalid_request")]
    [InlineData("okta", "invalid_request")]
    public async Task UnknownProvider_IsTheAppsToShow(string provider, string error)
    {
        var request = CodeFlow.GoodRequest;
        request["identity_provider"] = provider;

        using var redirect = await new CodeFlow(identity).OpenAsync(request);

        Assert.Equal(error, CodeFlow.QueryOf(redirect)["error"]);
    }

    [Fact]
    public async Task NoProvider_IsTheOnlyOneThereIs()
    {
        var request = CodeFlow.GoodRequest;
        request.Remove("identity_provider");

        using var page = await new CodeFlow(identity).OpenAsync(request);

        Assert.StartsWith(identity.Okta, page.RequestMessage!.RequestUri!.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task PlainAddress_SendsBrowsersToTheDomain()
    {
        using var response = await identity.Http.GetAsync("/oauth2/authorize?" + CodeFlow.QueryOf(CodeFlow.GoodRequest), TestContext.Current.CancellationToken);

        Assert.StartsWith(identity.Domain + "/oauth2/authorize?", response.Headers.Location!.ToString(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("client_id=another&logout_uri=http%3A%2F%2Flocalhost%3A5173%2Fcallback")]
    [InlineData("client_id=tollgate-web&logout_uri=https%3A%2F%2Fevil.example.com%2F")]
    [InlineData("client_id=tollgate-web")]
    [InlineData("client_id=tollgate-web&redirect_uri=http%3A%2F%2Flocalhost%3A5173%2Fcallback")]
    public async Task BadSignOut_GoesNowhere(string query)
    {
        using var response = await identity.Http.GetAsync("/logout?" + query, TestContext.Current.CancellationToken);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Null(response.Headers.Location);
    }

    [Theory]
    [InlineData("0oa1cognito", "wrong")]
    [InlineData("another", "okta-demo-secret")]
    public async Task OktasTokens_AreForThePoolOnly(string client, string secret)
    {
        var form = new Dictionary<string, string> { ["grant_type"] = "authorization_code", ["code"] = "x", ["client_id"] = client, ["client_secret"] = secret };
        using var response = await identity.Http.PostAsync(identity.Okta + "/oauth2/v1/token", new FormUrlEncodedContent(form), TestContext.Current.CancellationToken);

        Assert.Contains("\"error\"", await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken), StringComparison.Ordinal);
        Assert.False(response.IsSuccessStatusCode);
    }

    // As at Cognito, and the reason why a role that is taken away at Okta must be taken away in the pool too.
    [Fact]
    public void ClaimThatOktaNoLongerSends_LeavesTheOldValueStanding()
    {
        var pool = new UserPool();
        pool.SignIn(new Dictionary<string, string> { ["sub"] = "1", ["email"] = "e@example.com", ["department"] = "IT" }.GetValueOrDefault);
        var user = pool.SignIn(new Dictionary<string, string> { ["sub"] = "1", ["email"] = "new@example.com" }.GetValueOrDefault);

        Assert.Equal(("IT", "new@example.com"), (user.Attributes["custom:department"], user.Attributes["email"]));
    }
}
