using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

public sealed class SignInTests(WebSystem web)
{
    [Fact]
    public async Task BothIssuers_ThenTheAppKnowsWhoOneIs()
    {
        await using var alice = await web.OpenAsync();
        await alice.SignInAsync("alice");
        await alice.SeesAsync("Hello, Alice Archer");
        await alice.CallApiAsync();
        await alice.SeesAsync("The API answered");
        await alice.Page.ScreenshotAsync(new() { Path = "/tmp/shot1.png", FullPage = true });
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Use dark colours" }).ClickAsync();
        await alice.Page.ScreenshotAsync(new() { Path = "/tmp/shot2.png", FullPage = true });
    }
}
