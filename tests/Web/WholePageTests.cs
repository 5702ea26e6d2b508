using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>What is there instead of a page: before there is a session, after it, and where a part of the app itself is missing. Nothing spins for ever.</summary>
public sealed class WholePageTests(WebSystem web)
{
    private const string Patience = "00:11";

    [Fact]
    public async Task Configuration_IsWaitedFor_AndGivenUp()
    {
        await using var alice = await OpenWithClockAsync();
        await HoldAsync(alice, "**/config.json");
        await alice.Page.ReloadAsync();
        await alice.SeesAsync("Loading …");
        await alice.Page.Clock.FastForwardAsync(Patience);

        await alice.SeesAsync("Its configuration could not be loaded.");
        await alice.Page.UnrouteAllAsync();
        await alice.ButtonAsync("Try again");
        await Assertions.Expect(alice.SignInButton).ToBeEnabledAsync();
    }

    [Theory]
    [InlineData(404, "{}", "Its configuration could not be loaded.")]
    [InlineData(200, "<html>", "Its configuration could not be loaded.")]
    [InlineData(200, "{}", "No user pool is configured")]
    public async Task Configuration_ThatIsNone_IsSaid(int status, string body, string text)
    {
        await using var alice = await web.OpenAsync();
        await alice.Page.RouteAsync("**/config.json", route => route.FulfillAsync(new() { Status = status, ContentType = "application/json", Body = body }));
        await alice.Page.ReloadAsync();

        await alice.SeesAsync(text);
    }

    [Fact]
    public async Task SignIn_IsWaitedFor_AndGivenUp_AndMayStillCome()
    {
        await using var alice = await OpenWithClockAsync();
        var release = await HoldAsync(alice, "**/oauth2/token");
        await alice.SignInButton.ClickAsync();
        await alice.FillInAsync("alice", "demo");
        await alice.SeesAsync("Signing in …");
        await alice.Page.Clock.FastForwardAsync(Patience);

        await alice.SeesAsync("You are not signed in");
        await Assertions.Expect(alice.SignInButton).ToBeEnabledAsync();
        release.SetResult();
        await alice.SeesAsync("Hello, Alice Archer");
    }

    // Its token is over, and the user pool does not renew it.
    [Fact]
    public async Task Session_IsWaitedFor_AndGivenUp_AndOneCanSignInAgain()
    {
        await using var alice = await OpenWithClockAsync();
        await alice.SignInAsync("alice");
        await HoldAsync(alice, UserPool);
        await alice.Page.Clock.FastForwardAsync("01:01:00");
        await alice.Page.ReloadAsync();
        await alice.SeesAsync("Signing in …");
        await alice.Page.Clock.FastForwardAsync(Patience);

        await alice.SeesAsync("Your session could not be restored.");
        await alice.SignInButton.ClickAsync();
        await alice.SeesAsync("Hello, Alice Archer");
    }

    [Fact]
    public async Task SignOut_IsWaitedFor_AndForgotten()
    {
        await using var alice = await OpenWithClockAsync();
        await alice.SignInAsync("alice");
        await HoldAsync(alice, UserPool);
        await alice.ButtonAsync("Sign out");
        await alice.SeesAsync("Signing out …");
        await alice.Page.Clock.FastForwardAsync(Patience);

        await alice.SeesAsync("could not tell the user pool so");
        Assert.DoesNotContain("eyJ", await alice.StoredAsync("sessionStorage"), StringComparison.Ordinal);
        await Assertions.Expect(alice.SignInButton).ToBeEnabledAsync();
    }

    // The user pool is told, but the way to its own page leads nowhere.
    [Fact]
    public async Task SignOut_ThatStaysHere_EndsAllTheSame()
    {
        await using var alice = await web.OpenAsAsync("alice", before: page => page.Clock.InstallAsync());
        await alice.ButtonAsync("Sign out"); // of a session that did not come by a redirect, so that none leads out of it
        await alice.SeesAsync("Signing out …");
        await alice.Page.WaitForFunctionAsync("() => !Object.values(sessionStorage).some(value => value.startsWith('eyJ'))"); // told: the wait for the way out begins
        await alice.Page.Clock.FastForwardAsync(Patience);

        await Assertions.Expect(alice.SignInButton).ToBeEnabledAsync();
        await Assertions.Expect(alice.Page.GetByText("could not tell the user pool so")).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task Console_IsWaitedFor()
    {
        await using var admin = await web.OpenAsAsync("admin");
        var release = await HoldAsync(admin, "**/Console-*.js");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Console" }).ClickAsync();
        await admin.SeesAsync("Loading the console …");

        release.SetResult();
        await admin.SeesAsync("Everybody who called on a day");
    }

    // As after a deployment: the page that is open asks for a part that is no more.
    [Fact]
    public async Task Console_ThatDoesNotCome_IsSaid_AndTheRestStillWorks()
    {
        await using var admin = await web.OpenAsAsync("admin");
        await admin.Page.RouteAsync("**/Console-*.js", route => route.FulfillAsync(new() { Status = 404 }));
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Console" }).ClickAsync();
        await admin.SeesAsync("This page could not be shown");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "My quota" }).ClickAsync();
        await admin.SeesAsync("Hello, Ada Admin");
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Console" }).ClickAsync();
        await admin.SeesAsync("This page could not be shown");

        await admin.Page.UnrouteAllAsync();
        await admin.ButtonAsync("Load it again");
        await admin.SeesAsync("Everybody who called on a day");
    }

    // A browser that knows that it has no network must not keep a call for later either.
    [Fact]
    public async Task Offline_IsSaid_AndNothingIsCalledLater()
    {
        await web.BeginAnewAsync("alice");
        await using var alice = await web.OpenAsAsync("alice");
        await alice.SeesLeftAsync(WebSystem.DailyLimit);
        await alice.Page.Context.SetOfflineAsync(true);
        await alice.CallApiAsync();
        await Assertions.Expect(alice.Outcome.GetByText("The service is unavailable")).ToBeVisibleAsync();
        await alice.Page.Context.SetOfflineAsync(false);

        await alice.Outcome.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await alice.SeesAsync("Hello from API Gateway!");
        await alice.SeesLeftAsync(WebSystem.DailyLimit - 1);
        Assert.Equal(2, alice.Calls.Count);
    }

    private static bool UserPool(IRequest request) => request.Headers.ContainsKey("x-amz-target");

    private async Task<Visitor> OpenWithClockAsync()
    {
        var visitor = await web.OpenAsync();
        await visitor.Page.Clock.InstallAsync();
        await visitor.Page.ReloadAsync();
        return visitor;
    }

    private static Task HoldAsync(Visitor visitor, Func<IRequest, bool> which) =>
        visitor.Page.RouteAsync("**/*", route => which(route.Request) ? Task.CompletedTask : route.ContinueAsync());

    private static async Task<TaskCompletionSource> HoldAsync(Visitor visitor, string which)
    {
        var release = new TaskCompletionSource();
        await visitor.Page.RouteAsync(which, async route =>
        {
            await release.Task;
            await route.ContinueAsync();
        });
        return release;
    }
}
