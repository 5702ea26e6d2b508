using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

public sealed class ExpiredSessionTests(WebSystem web)
{
    [Fact]
    public async Task TokenExpired_AndRefreshRefused_AsksToSignInAgain_WhichWorks()
    {
        await using var alice = await web.OpenAsync();
        await alice.Page.Clock.InstallAsync();
        await alice.Page.ReloadAsync();
        await alice.SignInAsync("alice");
        await web.RevokeAsync(await alice.RefreshTokenAsync());
        await alice.Page.Clock.FastForwardAsync("01:01:00");

        await alice.SeesAsync("Your session has expired");
        await alice.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in again" }).ClickAsync();
        await alice.SeesAsync("Hello, Alice Archer"); // the domain still knows the browser
    }

    // The token looks good here and is not: the browser's clock is behind, or the key was changed.
    [Fact]
    public async Task TokenThatOnlyTheServerRefuses_IsRenewed_AndTheCallGoesThrough()
    {
        await web.BeginAnewAsync("alice");
        await using var alice = await web.OpenAsAsync("alice");
        await alice.SeesLeftAsync(WebSystem.DailyLimit);
        await alice.ReplaceIdTokenAsync(token => $"{token[..^8]}AAAAAAAA");
        await alice.CallApiAsync();

        await alice.SeesAsync("Hello from API Gateway!");
        await alice.SeesLeftAsync(WebSystem.DailyLimit - 1);
    }

    [Fact]
    public async Task TokenThatOnlyTheServerRefuses_AndNoOtherToBeHad_AsksToSignInAgain()
    {
        await using var alice = await web.OpenAsAsync("alice");
        await alice.SeesAsync("Hello, Alice Archer");
        await web.RevokeAsync(await alice.RefreshTokenAsync());
        await alice.ReplaceIdTokenAsync(token => new Mint(web.KeyPath).Change(token, claims => claims["aud"] = "another-client"));
        await alice.Page.ReloadAsync();

        await alice.SeesAsync("Your session has expired");
        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Button, new() { Name = "Sign in again" })).ToBeEnabledAsync();
    }
}
