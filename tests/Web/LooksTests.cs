using Deque.AxeCore.Commons;
using Deque.AxeCore.Playwright;
using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>For everybody: screen readers, keyboards, small screens, slow lines.</summary>
public sealed class LooksTests(WebSystem web)
{
    /// <summary>Each view, with a text that is there when it is.</summary>
    public static TheoryData<string, string> Views => new()
    {
        { "", "Today’s charges" },
        { "admin/principals", "Every name is here" },
        { "admin/principals/admin%40example.com", "The default for everybody" },
        { "admin/roles", "/blog" },
        { "admin/cluster", "127.0.0.1" },
    };

    [Theory]
    [MemberData(nameof(Views))]
    public async Task Axe_FindsNothingSerious_InEitherTheme(string path, string text)
    {
        foreach (var theme in new[] { ColorScheme.Light, ColorScheme.Dark })
        {
            await using var admin = await web.OpenAsAsync("admin", options => options.ColorScheme = theme, path);
            await admin.SeesAsync(text);
            await AssertAccessibleAsync(admin, $"{path} {theme}");
        }
    }

    [Fact]
    public async Task Axe_FindsNothingSerious_BeforeSignIn_InDialogsAndTabs()
    {
        await using var admin = await web.OpenAsync();
        await Assertions.Expect(admin.SignInButton).ToBeVisibleAsync();
        await AssertAccessibleAsync(admin, "signed out");
        await admin.SignInButton.ClickAsync();
        await admin.Page.GetByLabel("Password").WaitForAsync();
        await AssertAccessibleAsync(admin, "Okta");
        await admin.FillInAsync("admin", "demo");
        await admin.CallApiAsync();
        await admin.Outcome.GetByText("The API answered").Or(admin.Outcome.GetByText("You have used")).First.WaitForAsync();
        await AssertAccessibleAsync(admin, "after a call");

        await admin.GoToAsync("admin/principals/admin%40example.com");
        foreach (var (tab, text) in new[] { ("Events", "GET /blog"), ("Why refused?", "No silo remembers a refusal"), ("Limit history", "The principal never had a limit") })
        {
            await admin.TabAsync(tab);
            await admin.SeesAsync(text);
            await AssertAccessibleAsync(admin, tab);
        }

        await admin.ButtonAsync("Set limit");
        await admin.SeesAsync("Kept in the log with your name");
        await AssertAccessibleAsync(admin, "dialog");
    }

    [Theory]
    [MemberData(nameof(Views))]
    public async Task PhoneWidth_NeedsNoScrollingSideways_AndAxeFindsNothingSerious(string path, string text)
    {
        await using var admin = await web.OpenAsAsync("admin", OnAPhone, path);
        await admin.SeesAsync(text);

        await AssertFitsAsync(admin, path);
        await AssertAccessibleAsync(admin, path);
    }

    [Fact]
    public async Task PhoneWidth_NeedsNoScrollingSideways_BeforeSignIn_InDialogsAndTabs()
    {
        await web.CallApiAsync("admin");
        await using var admin = await web.OpenAsync(OnAPhone);
        await Assertions.Expect(admin.SignInButton).ToBeVisibleAsync();
        await AssertFitsAsync(admin, "signed out");
        await admin.SignInButton.ClickAsync();
        await admin.Page.GetByLabel("Password").WaitForAsync();
        await AssertFitsAsync(admin, "Okta");
        await admin.FillInAsync("admin", "demo");
        await Assertions.Expect(admin.Ring).ToBeVisibleAsync();

        await admin.GoToAsync("admin/principals/admin%40example.com");
        foreach (var (tab, text) in new[] { ("Events", "GET /blog"), ("Why refused?", "No silo remembers a refusal"), ("Limit history", "The principal never had a limit") })
        {
            await admin.TabAsync(tab);
            await admin.SeesAsync(text);
            await AssertFitsAsync(admin, tab);
        }

        await admin.ButtonAsync("Set limit");
        await admin.SeesAsync("Kept in the log with your name");
        await AssertFitsAsync(admin, "dialog");
    }

    [Theory]
    [InlineData("")]
    [InlineData("admin/principals")]
    [InlineData("admin/principals/admin%40example.com")]
    [InlineData("admin/roles")]
    [InlineData("admin/cluster")]
    public async Task WhereEverythingFails_AxeFindsNothingSerious_AndAPhoneNeedsNoScrollingSideways(string path)
    {
        await using var admin = await web.OpenAsAsync("admin", OnAPhone, path, page => page.RouteAsync("**/v1/**", route =>
            route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"status":503,"reason":"store-unavailable","title":"No decision can be made now"}""" })));
        await admin.SeesAsync("The service is unavailable");

        await AssertAccessibleAsync(admin, path);
        await AssertFitsAsync(admin, path);
    }

    [Fact]
    public async Task Keyboard_IsEnough()
    {
        await web.BeginAnewAsync("alice");
        await using var alice = await web.OpenAsync();
        await alice.SignInButton.FocusAsync();
        await alice.Page.Keyboard.PressAsync("Enter");
        await alice.Page.GetByLabel("Password").WaitForAsync(); // it has the focus
        await alice.Page.Keyboard.TypeAsync("demo");
        await alice.Page.Keyboard.PressAsync("Enter");
        await alice.SeesLeftAsync(WebSystem.DailyLimit);

        await TabToAsync(alice, "Call the API");
        await alice.Page.Keyboard.PressAsync("Enter");
        await alice.SeesLeftAsync(WebSystem.DailyLimit - 1);
    }

    [Fact]
    public async Task Keyboard_IsEnough_InTheConsole()
    {
        await using var admin = await web.OpenAsAsync("admin", path: "admin/principals/kim%40example.com");
        await admin.SeesAsync("The default for everybody");
        await TabToAsync(admin, "Reset today’s count");
        await admin.Page.Keyboard.PressAsync("Enter");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Dialog).GetByLabel("Reason")).ToBeVisibleAsync();
        await admin.Page.Keyboard.PressAsync("Escape");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Dialog)).ToHaveCountAsync(0);

        await TabToAsync(admin, "Set limit");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.Page.GetByRole(AriaRole.Dialog).WaitForAsync();
        await TabToAsync(admin, admin.Page.GetByLabel("Calls a day"));
        await admin.Page.Keyboard.PressAsync("ControlOrMeta+A");
        await admin.Page.Keyboard.TypeAsync("9");
        await TabToAsync(admin, admin.Page.GetByLabel("Reason"));
        await admin.Page.Keyboard.TypeAsync("without a mouse");
        await admin.Page.Keyboard.PressAsync("Enter");
        await admin.SeesAsync("The limit is in force from the next call on.");
        await admin.SeesAsync("without a mouse");
    }

    [Fact]
    public async Task Theme_FollowsTheSystem_UntilOneChooses_AndTheChoiceStays()
    {
        await using var alice = await web.OpenAsync(options => options.ColorScheme = ColorScheme.Dark);
        await Assertions.Expect(alice.Page.Locator("body.awsui-dark-mode")).ToHaveCountAsync(1);
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Use light colours" }).ClickAsync();
        await Assertions.Expect(alice.Page.Locator("body.awsui-dark-mode")).ToHaveCountAsync(0);
        await alice.Page.ReloadAsync();

        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" })).ToBeVisibleAsync();
        await Assertions.Expect(alice.Page.Locator("body.awsui-dark-mode")).ToHaveCountAsync(0);
    }

    private static void OnAPhone(BrowserNewContextOptions options) => options.ViewportSize = new() { Width = 360, Height = 740 };

    private static async Task AssertFitsAsync(Visitor visitor, string view)
    {
        var tooWide = await visitor.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth");
        Assert.True(tooWide == 0, $"{view}: {tooWide} pixels too wide");
    }

    private static Task TabToAsync(Visitor visitor, string button) => TabToAsync(visitor, visitor.Page.GetByRole(AriaRole.Button, new() { Name = button, Exact = true }));

    private static async Task TabToAsync(Visitor visitor, ILocator what)
    {
        for (var n = 0; n < 30; n++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await what.EvaluateAsync<bool>("element => element === document.activeElement"))
                return;
        }

        Assert.Fail($"{what} is not to be reached with the Tab key.");
    }

    private static async Task AssertAccessibleAsync(Visitor visitor, string view)
    {
        var found = await visitor.Page.RunAxe();
        var serious = found.Violations.Where(violation => violation.Impact is "serious" or "critical").Select(Describe).ToList();
        Assert.True(serious.Count == 0, $"{view}:\n{string.Join('\n', serious)}");
    }

    private static string Describe(AxeResultItem violation) =>
        $"{violation.Impact} {violation.Id}: {violation.Help}\n{string.Join('\n', violation.Nodes.Select(node => "    " + node.Html))}";
}
