using System.Text.Json;
using System.Web;
using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

public sealed class SignInTests(WebSystem web)
{
    [Fact]
    public async Task BrowserGoesByWayOfBothIssuers_AndTheAppKnowsWhoCameBack()
    {
        await using var alice = await web.OpenAsync();
        await alice.SignInAsync("alice");

        await alice.SeesAsync("Hello, Alice Archer");
        await alice.SeesAsync("alice@example.com · IT");
        var visited = alice.Requests.Where(request => request.IsNavigationRequest).Select(request => new Uri(request.Url)).ToList();
        var authorize = visited.First(url => url.AbsolutePath == "/oauth2/authorize");
        var asked = HttpUtility.ParseQueryString(authorize.Query);
        Assert.Equal(("Okta", "S256", "code", "openid email profile"), (asked["identity_provider"], asked["code_challenge_method"], asked["response_type"], asked["scope"]));
        Assert.Equal(new Uri(web.System.DomainUrl).Authority, authorize.Authority);
        Assert.Contains(visited, url => url.AbsolutePath == "/oauth2/v1/authorize" && url.Authority != authorize.Authority);
        Assert.Contains(visited, url => url.AbsolutePath == "/oauth2/idpresponse" && url.Authority == authorize.Authority);
        Assert.Equal(web.System.ConsoleUrl, alice.Page.Url); // and the code is gone from it
    }

    [Fact]
    public async Task WrongPassword_IsOktasToTell_AndTheNextTryWorks()
    {
        await using var bob = await web.OpenAsync();
        await bob.SignInButton.ClickAsync();
        await bob.FillInAsync("bob", "wrong");
        await bob.SeesAsync("Incorrect username or password.");
        await bob.FillInAsync("bob", "demo");

        await bob.SeesAsync("Hello, Bob Baker");
    }

    [Fact]
    public async Task CancelledAtOkta_SaysSo_AndOneCanTryAgain()
    {
        await using var alice = await web.OpenAsync();
        await alice.SignInButton.ClickAsync();
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Cancel" }).ClickAsync();

        await alice.SeesAsync("The sign-in was cancelled.");
        Assert.Equal(web.System.ConsoleUrl, alice.Page.Url);
        await alice.SignInAsync("alice");
        await alice.SeesAsync("Hello, Alice Archer");
    }

    [Fact]
    public async Task UserPoolOutOfReach_SaysSo_AndNothingSpins()
    {
        await using var alice = await web.OpenAsync();
        await alice.Page.RouteAsync("**/oauth2/token", route => route.AbortAsync());
        await alice.SignInButton.ClickAsync();
        await alice.FillInAsync("alice", "demo");

        await alice.SeesAsync("You are not signed in");
        await alice.SeesAsync("The sign-in failed");
        await Assertions.Expect(alice.SignInButton).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData("?code=abc&state=xyz")]
    [InlineData("?error=access_denied&error_description=no&state=xyz")]
    public async Task AnswerThatNobodyWaitsFor_IsDropped(string query)
    {
        await using var stranger = await web.OpenAsync(path: query);

        await Assertions.Expect(stranger.SignInButton).ToBeEnabledAsync();
        await Assertions.Expect(stranger.Page).ToHaveURLAsync(web.System.ConsoleUrl);
    }

    [Fact]
    public async Task PageThatOneCameFor_IsWhereOneArrives()
    {
        await using var admin = await web.OpenAsync(path: "admin/roles");
        await admin.SignInAsync("admin");

        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "Role map" })).ToBeVisibleAsync();
        Assert.EndsWith("/console/admin/roles", admin.Page.Url, StringComparison.Ordinal);
    }

    // Two tabs share the browser's storage, and Amplify keeps there what a sign-in on its way needs.
    [Fact]
    public async Task OtherTab_OpenedWhileOneIsAtOkta_DoesNotSpoilTheSignIn()
    {
        await using var alice = await web.OpenAsync();
        await alice.SignInButton.ClickAsync();
        await alice.Page.GetByLabel("Password").WaitForAsync();
        var otherTab = await alice.Page.Context.NewPageAsync();
        await otherTab.GotoAsync(web.System.ConsoleUrl);
        await Assertions.Expect(otherTab.GetByRole(AriaRole.Button, new() { Name = "Sign in with Okta" })).ToBeEnabledAsync();
        await Assertions.Expect(otherTab.GetByText("The sign-in was cancelled.")).ToHaveCountAsync(0);
        await alice.FillInAsync("alice", "demo");

        await alice.SeesAsync("Hello, Alice Archer");
    }

    [Fact]
    public async Task SignOut_EndsTheSession_AndTheNextSignInAsksWhoItIs()
    {
        await using var visitor = await web.OpenAsync();
        await visitor.SignInAsync("alice");
        var revoked = visitor.Page.WaitForRequestAsync(request => request.Headers.GetValueOrDefault("x-amz-target")?.EndsWith(".RevokeToken", StringComparison.Ordinal) == true);
        await visitor.Page.GetByRole(AriaRole.Button, new() { Name = "Sign out" }).ClickAsync();

        await revoked;
        await Assertions.Expect(visitor.SignInButton).ToBeEnabledAsync(new() { Timeout = 30_000 });
        Assert.Equal(web.System.ConsoleUrl, visitor.Page.Url);
        Assert.DoesNotContain("eyJ", await visitor.StoredAsync("sessionStorage"), StringComparison.Ordinal);

        await visitor.SignInAsync("carol"); // the page at Okta asks, although Okta knows alice
        await visitor.SeesAsync("Hello, Carol Cook");
    }

    [Fact]
    public async Task Tokens_AreInThisTabOnly_AndInNoUrl()
    {
        await using var alice = await web.OpenAsync();
        await alice.SignInAsync("alice");
        await Assertions.Expect(alice.Ring).ToBeVisibleAsync();

        var tokens = JsonSerializer.Deserialize<Dictionary<string, string>>(await alice.StoredAsync("sessionStorage"))!.Values.Where(value => value.StartsWith("eyJ", StringComparison.Ordinal)).ToList();
        Assert.Equal(3, tokens.Count); // ID, access and refresh token
        Assert.DoesNotContain("eyJ", await alice.StoredAsync("localStorage"), StringComparison.Ordinal);
        foreach (var token in tokens)
        {
            Assert.DoesNotContain(alice.Requests, request => request.Url.Contains(token, StringComparison.Ordinal));
            Assert.DoesNotContain(Directory.GetFiles(web.Folder, "*.log"), log => ReadAll(log).Contains(token[..64], StringComparison.Ordinal));
        }

        var otherTab = await alice.Page.Context.NewPageAsync();
        await otherTab.GotoAsync(web.System.ConsoleUrl);
        await Assertions.Expect(otherTab.GetByRole(AriaRole.Button, new() { Name = "Sign in with Okta" })).ToBeEnabledAsync();
    }

    // The processes are still writing it.
    private static string ReadAll(string log)
    {
        using var reader = new StreamReader(new FileStream(log, FileMode.Open, FileAccess.Read, FileShare.ReadWrite));
        return reader.ReadToEnd();
    }
}
