namespace Tollgate.Local.Identity.Tests;

public sealed class SignInPageTests(RunningIdentity identity) : IClassFixture<RunningIdentity>
{
    private readonly CodeFlow _flow = new(identity);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Page_ShowsEveryUser_AndIsNotKept()
    {
        using var page = await _flow.OpenAsync(CodeFlow.GoodRequest);
        var html = await page.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(200, (int)page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
        Assert.True(page.Headers.CacheControl?.NoStore);
        Assert.StartsWith("default-src 'none'", Assert.Single(page.Headers.GetValues("Content-Security-Policy")), StringComparison.Ordinal);
        Assert.All(["alice", "bob", "carol", "admin"], user => Assert.Contains($"value=\"{user}\"", html, StringComparison.Ordinal));
        Assert.DoesNotContain("{{", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task WrongPassword_ShowsThePageAgain_AndTheNextTryWorks()
    {
        using var page = await _flow.OpenAsync(CodeFlow.GoodRequest);
        using var again = await _flow.SubmitAsync(page, "carol", "wrong");
        using var redirect = await _flow.SubmitAsync(again, "carol", "demo");

        Assert.Equal(422, (int)again.StatusCode);
        var html = await again.Content.ReadAsStringAsync(Cancelled);
        Assert.Contains("Incorrect username or password.", html, StringComparison.Ordinal);
        Assert.Contains("value=\"carol\" checked", html, StringComparison.Ordinal);
        Assert.DoesNotContain("wrong", html, StringComparison.Ordinal);
        Assert.Equal(302, (int)redirect.StatusCode);
        Assert.Equal(CodeFlow.State, CodeFlow.QueryOf(redirect)["state"]);
    }

    [Fact]
    public async Task HostileParameters_ComeBackEncoded()
    {
        using var good = await _flow.OpenAsync(CodeFlow.GoodRequest);
        var hostile = good.RequestMessage!.RequestUri + "&x=" + Uri.EscapeDataString("\"><script>alert(1)</script>{{users}}") + "&%3Cx%3E=%3Cy%3E";

        using var page = await _flow.GetAsync(hostile);
        var html = await page.Content.ReadAsStringAsync(Cancelled);

        Assert.Equal(200, (int)page.StatusCode);
        Assert.DoesNotContain("<script", html, StringComparison.OrdinalIgnoreCase);
        Assert.DoesNotContain("<x>", html, StringComparison.Ordinal);
        Assert.DoesNotContain("<y>", html, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FormWithForeignRedirect_IsRefused_ThoughThePasswordIsRight()
    {
        var form = CodeFlow.GoodRequest;
        form["client_id"] = "0oa1cognito";
        form["redirect_uri"] = "https://evil.example.com/";
        form["username"] = "alice";
        form["password"] = "demo";

        using var response = await identity.Http.PostAsync(identity.Okta + "/oauth2/v1/authorize", new FormUrlEncodedContent(form), Cancelled);

        Assert.Equal(400, (int)response.StatusCode);
        Assert.Null(response.Headers.Location);
    }
}
