using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>Each view while its answer is on the way, when there is nothing to show, and when there is no answer.</summary>
public sealed class StateTests(WebSystem web)
{
    private const string Failure = "The service is unavailable";

    private static readonly RouteFulfillOptions Unavailable = new()
    {
        Status = 503, ContentType = "application/problem+json", Body = """{"status":503,"reason":"store-unavailable","title":"No decision can be made now"}""",
    };

    public static TheoryData<string> Views => [.. View.All.Keys];

    [Theory]
    [MemberData(nameof(Views))]
    public async Task OnItsWay_IsSaid_AndThenThatThereIsNothing(string name)
    {
        var view = View.All[name];
        var arrival = new TaskCompletionSource();
        await using var admin = await OpenAsync(view, async route =>
        {
            await arrival.Task;
            await route.FulfillAsync(new() { ContentType = "application/json", Body = view.Nothing });
        });

        await admin.SeesAsync(view.Loading);
        await SeesNothingOfAsync(admin, view.Empty, Failure);
        arrival.SetResult();
        await admin.SeesAsync(view.Empty);
        await SeesNothingOfAsync(admin, view.Loading, Failure);
    }

    // And it is not taken for "nothing is there", nor left to spin.
    [Theory]
    [MemberData(nameof(Views))]
    public async Task Failure_IsSaid_AndTryingAgainWorks(string name)
    {
        var view = View.All[name];
        await using var admin = await OpenAsync(view, route => route.FulfillAsync(Unavailable));

        await Assertions.Expect(admin.Page.GetByText(Failure)).ToHaveCountAsync(view.Askers);
        await SeesNothingOfAsync(admin, view.Empty, view.Loading);
        await admin.Page.UnrouteAllAsync();
        await admin.ButtonAsync("Try again");
        await SeesNothingOfAsync(admin, Failure, view.Loading);
    }

    [Fact]
    public async Task WhatWasThere_Stays_AndSaysOfWhenItIs_WhenAskingAgainFails()
    {
        await using var admin = await web.OpenAsAsync("admin", path: "admin/principals", before: page => page.Clock.InstallAsync());
        await admin.SeesAsync("Every name is here");
        await admin.Page.RouteAsync("**/v1/admin/**", route => route.FulfillAsync(Unavailable));
        await admin.Page.Clock.FastForwardAsync("00:11");

        await admin.SeesAsync(Failure);
        await admin.SeesAsync("As it was on");
        await SeesNothingOfAsync(admin, "Every name is here");
    }

    [Fact]
    public async Task AnotherSearch_SaysThatItIsOnItsWay_AndThatItFailed()
    {
        var arrival = new TaskCompletionSource();
        await using var admin = await web.OpenAsAsync("admin", path: "admin/principals");
        await admin.SeesAsync("Every name is here");
        await admin.Page.RouteAsync("**/v1/admin/quotas?*", async route =>
        {
            await arrival.Task;
            await route.FulfillAsync(Unavailable);
        });
        await admin.FillAsync("Name begins with", "zz");

        await admin.SeesAsync("Searching");
        arrival.SetResult();
        await admin.SeesAsync(Failure);
        await admin.SeesAsync("The principals cannot be read now.");
    }

    [Fact]
    public async Task Export_ThatFails_IsSaid_AndTriedAgain()
    {
        await using var admin = await web.OpenAsAsync("admin", path: "admin/principals");
        await admin.SeesAsync("Every name is here");
        await admin.Page.RouteAsync("**/v1/admin/quotas?*", route => route.Request.Headers["accept"] == "text/csv" ? route.FulfillAsync(Unavailable) : route.ContinueAsync());
        await admin.ButtonAsync("Export CSV");
        await admin.SeesAsync(Failure);
        await admin.Page.UnrouteAllAsync();

        var downloading = admin.Page.WaitForDownloadAsync();
        await admin.ButtonAsync("Try again");
        await downloading;
        await SeesNothingOfAsync(admin, Failure);
    }

    // Something between the page and the silo that answers for it, or a silo of another version.
    [Theory]
    [InlineData("<html>", Failure)]
    [InlineData("{}", "This page could not be shown")]
    public async Task AnswerThatIsNone_IsSaid_AndOtherPagesStillOpen(string body, string text)
    {
        await using var admin = await web.OpenAsAsync("admin", path: "admin/cluster", before: page => page.RouteAsync("**/v1/admin/cluster", route =>
            route.FulfillAsync(new() { ContentType = "application/json", Body = body })));

        await admin.SeesAsync(text);
        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "Role map" }).First.ClickAsync();
        await admin.SeesAsync("/blog");
    }

    private async Task<Visitor> OpenAsync(View view, Func<IRoute, Task> answer)
    {
        var admin = await web.OpenAsAsync("admin", path: view.Path, before: page => page.RouteAsync(url => new Uri(url).AbsolutePath == view.Endpoint, answer));
        if (view.Tab is { } tab)
            await admin.TabAsync(tab);
        return admin;
    }

    private static async Task SeesNothingOfAsync(Visitor visitor, params string[] texts)
    {
        foreach (var text in texts)
            await Assertions.Expect(visitor.Page.GetByText(text).Filter(new() { Visible = true })).ToHaveCountAsync(0);
    }
}
