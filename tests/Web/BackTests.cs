using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>The browser's own buttons: back, forward, reload.</summary>
public sealed class BackTests(WebSystem web)
{
    [Fact]
    public async Task BackToBeforeTheSignIn_AndReloaded_KeepsTheSession_AndRedeemsNothingAgain()
    {
        await using var alice = await web.OpenAsync();
        await alice.SignInAsync("alice");
        // To Okta's page, which knows alice by now and sends her back, with an answer that nobody waits for; and on to where she began.
        for (var n = 0; n < 2; n++)
        {
            await alice.Page.GoBackAsync();
            await SeesItsQuotaAsync(alice);
            await alice.Page.ReloadAsync();
            await SeesItsQuotaAsync(alice);
        }

        // And forward again, to where the code was.
        for (var n = 0; n < 2; n++)
        {
            await alice.Page.GoForwardAsync();
            await SeesItsQuotaAsync(alice);
        }

        await alice.Page.ReloadAsync();
        await SeesItsQuotaAsync(alice);
        Assert.Single(Redeemed(alice));
    }

    [Fact]
    public async Task ReloadedWhileTheCodeIsRedeemed_ItIsNotRedeemedAgain()
    {
        await using var alice = await web.OpenAsync();
        await alice.Page.RouteAsync("**/oauth2/token", _ => Task.CompletedTask);
        await alice.SignInButton.ClickAsync();
        await alice.FillInAsync("alice", "demo");
        await alice.SeesAsync("Signing in …");
        await Assertions.Expect(alice.Page).ToHaveURLAsync(web.System.ConsoleUrl); // without the code
        await alice.Page.ReloadAsync();

        await Assertions.Expect(alice.SignInButton).ToBeEnabledAsync();
        Assert.Single(Redeemed(alice));
        await alice.Page.UnrouteAllAsync();
        await alice.SignInButton.ClickAsync();
        await alice.SeesAsync("Hello, Alice Archer"); // the domain knows the browser by now
    }

    [Fact]
    public async Task BackFromOkta_SaysSo_AndOneCanTryAgain()
    {
        await using var admin = await web.OpenAsync(path: "admin/roles");
        await admin.SignInButton.ClickAsync();
        await admin.Page.GetByLabel("Password").WaitForAsync();
        await admin.Page.GoBackAsync();

        await admin.SeesAsync("The sign-in was cancelled.");
        await admin.SignInAsync("admin");
        await Assertions.Expect(Heading(admin, "Role map")).ToBeVisibleAsync(); // where one was
    }

    // Browsers keep a page that was left as it was; what it shows may be of a session that is over. Playwright's has that switched off.
    [Fact]
    public async Task PageThatTheBrowserKept_IsLoadedAnew()
    {
        await using var alice = await web.OpenAsAsync("alice");
        await alice.Page.EvaluateAsync("window.isKept = true");
        await alice.Page.RunAndWaitForRequestAsync(
            () => alice.Page.EvaluateAsync("setTimeout(() => dispatchEvent(new PageTransitionEvent('pageshow', { persisted: true })))"), request => request.IsNavigationRequest);

        await SeesItsQuotaAsync(alice);
        Assert.False(await alice.Page.EvaluateAsync<bool>("'isKept' in window"));
    }

    [Fact]
    public async Task BackAndForwardInTheConsole_AndReloaded_ShowsWhatWasThere()
    {
        await using var admin = await web.OpenAsync(path: "admin/roles");
        await admin.SignInAsync("admin");
        await Assertions.Expect(Heading(admin, "Role map")).ToBeVisibleAsync();
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Principals" }).First.ClickAsync();
        await admin.FillAsync("Name begins with", "someone@example.com");
        await admin.ButtonAsync("Open exactly this one");
        await Assertions.Expect(Heading(admin, "someone@example.com")).ToBeVisibleAsync();

        foreach (var heading in new[] { "Principals", "Role map" })
        {
            await admin.Page.GoBackAsync();
            await Assertions.Expect(Heading(admin, heading)).ToBeVisibleAsync();
            await admin.Page.ReloadAsync();
            await Assertions.Expect(Heading(admin, heading)).ToBeVisibleAsync();
        }

        await admin.Page.GoForwardAsync();
        await admin.Page.GoForwardAsync();
        await Assertions.Expect(Heading(admin, "someone@example.com")).ToBeVisibleAsync();
        await admin.Page.ReloadAsync();
        await Assertions.Expect(Heading(admin, "someone@example.com")).ToBeVisibleAsync();
        Assert.Single(Redeemed(admin));
    }

    [Fact]
    public async Task BackAfterSigningOut_ShowsNothingAnyMore()
    {
        await using var admin = await web.OpenAsync(path: "admin/cluster");
        await admin.SignInAsync("admin");
        await admin.SeesAsync("Decisions a second");
        await admin.ButtonAsync("Sign out");
        await Assertions.Expect(admin.SignInButton).ToBeEnabledAsync(new() { Timeout = 30_000 });
        await admin.Page.GoBackAsync();

        await Assertions.Expect(admin.Page).ToHaveURLAsync($"{web.System.ConsoleUrl}admin/cluster");
        await Assertions.Expect(admin.SignInButton).ToBeEnabledAsync();
        await Assertions.Expect(admin.Page.GetByText("Decisions a second")).ToHaveCountAsync(0);
    }

    private async Task SeesItsQuotaAsync(Visitor alice)
    {
        await alice.SeesAsync("Hello, Alice Archer");
        await Assertions.Expect(alice.Ring).ToBeVisibleAsync();
        await Assertions.Expect(alice.Page.GetByText("You are not signed in")).ToHaveCountAsync(0);
        await Assertions.Expect(alice.Page).ToHaveURLAsync(web.System.ConsoleUrl);
    }

    private static IEnumerable<IRequest> Redeemed(Visitor visitor) =>
        visitor.Requests.Where(request => request.Method == "POST" && request.PostData?.Contains("grant_type=authorization_code", StringComparison.Ordinal) == true);

    private static ILocator Heading(Visitor visitor, string name) => visitor.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 });
}
