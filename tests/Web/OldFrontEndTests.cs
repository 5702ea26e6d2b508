using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>The faults of the front end that the AWS pattern came with, each once.</summary>
public sealed class OldFrontEndTests(WebSystem web)
{
    // It had no catch: whatever was not a 200 left a spinner behind, for ever.
    [Theory]
    [InlineData(401, """{"message":"Unauthorized"}""", "Your session has expired")]
    [InlineData(403, """{"message":"Forbidden"}""", "That was refused")]
    [InlineData(429, """{"message":"Too Many Requests"}""", "That was refused")]
    [InlineData(500, """{"message":null}""", "The service is unavailable")]
    [InlineData(502, "<html>", "The service is unavailable")]
    [InlineData(0, "", "The service is unavailable")]
    public async Task EveryAnswer_EndsTheSpinner(int status, string body, string title)
    {
        await using var alice = await web.OpenAsAsync("alice");
        await alice.Page.RouteAsync("**/Dev/blog", route => status == 0
            ? route.AbortAsync()
            : route.FulfillAsync(new() { Status = status, Body = body, Headers = new Dictionary<string, string> { ["Access-Control-Allow-Origin"] = "*", ["Access-Control-Allow-Headers"] = "*" } }));
        await alice.CallApiAsync();

        await alice.SeesAsync(title);
        await Assertions.Expect(alice.Page.GetByText("Calling", new() { Exact = true })).ToHaveCountAsync(0);
    }

    // It read the token once, at sign-in; an hour later every call was refused.
    [Fact]
    public async Task AfterAnHour_TheTokenIsRefreshed_AndTheCallGoesThrough()
    {
        await web.BeginAnewAsync("alice");
        await using var alice = await web.OpenAsAsync("alice", before: page => page.Clock.InstallAsync());
        await alice.SeesLeftAsync(WebSystem.DailyLimit);
        await alice.Page.Clock.FastForwardAsync("01:01:00");
        await alice.CallApiAsync();

        await alice.SeesAsync("Hello from API Gateway!");
        Assert.Contains(alice.Requests, IsRefresh);
    }

    // It knew of a sign-in only from the event: a reload forgot it.
    [Fact]
    public async Task Reload_KeepsTheSession()
    {
        await using var alice = await web.OpenAsAsync("alice");
        await alice.Page.ReloadAsync();

        await alice.SeesAsync("Hello, Alice Archer");
        await Assertions.Expect(alice.CallButton).ToBeEnabledAsync();
    }

    // It added a listener each time, and removed none.
    [Fact]
    public async Task PagesChangedBackAndForth_OnePressIsOneCall()
    {
        await web.BeginAnewAsync("admin");
        await using var admin = await web.OpenAsAsync("admin");
        for (var n = 0; n < 3; n++)
        {
            await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Console" }).First.ClickAsync();
            await admin.SeesAsync("Everybody who called on a day");
            await admin.Page.GetByRole(AriaRole.Link, new() { Name = "My quota" }).ClickAsync();
            await admin.SeesAsync("Hello, Ada Admin");
        }

        await admin.CallApiAsync();
        await admin.SeesAsync("Hello from API Gateway!");
        Assert.Single(admin.Calls);
    }

    // It sent the text "grating..." as a token, if one was quick.
    [Fact]
    public async Task WhateverIsSent_IsAToken()
    {
        await using var alice = await web.OpenAsync();
        await Assertions.Expect(alice.CallButton).ToHaveCountAsync(0); // nothing to press before there is one
        await alice.SignInAsync("alice");
        await alice.CallApiAsync();
        await alice.Page.GetByText("The API answered").Or(alice.Page.GetByText("You have used all calls")).First.WaitForAsync();

        var sent = alice.Requests.Select(request => request.Headers.GetValueOrDefault("authorization")).OfType<string>().ToList();
        Assert.NotEmpty(sent);
        Assert.All(sent, header => Assert.Matches(@"^(Bearer )?eyJ[\w-]+\.[\w-]+\.[\w-]+$", header));
    }

    private static bool IsRefresh(IRequest request) =>
        request.Headers.GetValueOrDefault("x-amz-target")?.EndsWith(".GetTokensFromRefreshToken", StringComparison.Ordinal) == true;
}
