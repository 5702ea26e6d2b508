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
    public async Task PhoneWidth_NeedsNoScrollingSideways(string path, string text)
    {
        await using var admin = await web.OpenAsAsync("admin", options => options.ViewportSize = new() { Width = 360, Height = 740 }, path);
        await admin.SeesAsync(text);

        Assert.Equal(0, await admin.Page.EvaluateAsync<int>("document.documentElement.scrollWidth - innerWidth"));
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

    private static async Task TabToAsync(Visitor visitor, string name)
    {
        for (var n = 0; n < 30; n++)
        {
            await visitor.Page.Keyboard.PressAsync("Tab");
            if (await visitor.Page.EvaluateAsync<string>("document.activeElement.textContent") == name)
                return;
        }

        Assert.Fail($"'{name}' is not to be reached with the Tab key.");
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
