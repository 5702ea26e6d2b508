using System.Web;
using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

/// <summary>What those who run it do at the console, and what nobody else can.</summary>
public sealed class ConsoleTests(WebSystem web)
{
    [Fact]
    public async Task LimitEdited_IsWhatTheUsersNextCallSees()
    {
        await web.BeginAnewAsync("bob");
        await web.CallApiAsync("bob", WebSystem.DailyLimit);
        await using var bob = await web.OpenAsAsync("bob");
        await bob.CallApiAsync();
        await bob.SeesAsync("You have used all calls of today");

        await using var admin = await OpenAsync("admin/principals/bob%40example.com");
        await admin.ButtonAsync("Set limit");
        await admin.AnswerAsync("Calls a day", "7");
        await admin.AnswerAsync("Reason", "a good customer");
        await admin.ConfirmAsync("Set limit");
        await admin.SeesAsync("The limit is in force from the next call on.");
        await admin.SeesAsync("a good customer");

        await bob.CallApiAsync();
        await bob.SeesAsync("Hello from API Gateway!");
        await bob.SeesLeftAsync(1);

        await admin.ButtonAsync("Lift limit");
        await admin.AnswerAsync("Reason", "over");
        await admin.ConfirmAsync("Lift limit");
        await admin.SeesAsync("The default for everybody");
        await admin.TabAsync("Limit history");
        await admin.SeesAsync("Lifted: the default applies");
    }

    [Fact]
    public async Task WhoeverIsNoAdministrator_CannotOpenIt_NorCallItsEndpoints()
    {
        await using var alice = await web.OpenAsAsync("alice");
        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Link, new() { Name = "Console" })).ToHaveCountAsync(0);
        await alice.GoToAsync("admin/principals");

        await alice.SeesAsync("Only administrators may do this");
        Assert.DoesNotContain(alice.Requests, request => request.Url.Contains("/v1/admin", StringComparison.Ordinal));
        foreach (var path in new[] { "quotas", "role-map", "cluster", "decisions?principal=alice@example.com" })
            Assert.Equal(403, await alice.FetchAsync($"/v1/admin/{path}"));
    }

    // Where the app is told wrongly, or somebody tampers with it, the server still says no, and the app says so.
    [Fact]
    public async Task WhoeverTampersWithTheApp_GetsNothingFromTheServer()
    {
        await using var alice = await web.OpenAsAsync("alice", path: "admin/principals", before: page => page.RouteAsync("**/config.json", async route =>
        {
            var response = await route.FetchAsync();
            await route.FulfillAsync(new() { Response = response, Body = (await response.TextAsync()).Replace("tollgate-admins", "local_Okta", StringComparison.Ordinal) });
        }));

        await alice.SeesAsync("Only administrators may do this");
        await Assertions.Expect(alice.Page.GetByText("alice@example.com", new() { Exact = true })).ToHaveCountAsync(1); // in the bar on top
    }

    [Fact]
    public async Task Principal_IsFoundByPrefix_AndTheListGoesOutAsCsv()
    {
        await web.CallApiAsAsync("zoe@example.com", 2);
        await web.CallApiAsAsync("zora@example.com", 1);
        await using var admin = await OpenAsync("admin/principals");
        await admin.FillAsync("Name begins with", "zo");

        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row)).ToHaveCountAsync(3, new() { Timeout = 20_000 });
        await admin.SeesAsync("Every name is here, every number is of this moment");
        var downloading = admin.Page.WaitForDownloadAsync();
        await admin.ButtonAsync("Export CSV");
        var download = await downloading;
        var lines = await File.ReadAllLinesAsync((await download.PathAsync())!, TestContext.Current.CancellationToken);
        Assert.Matches(@"^tollgate-\d{4}-\d\d-\d\d\.csv$", download.SuggestedFilename);
        Assert.Equal("day,principal,limit,used,remaining", lines[0]);
        Assert.EndsWith(",\"zoe@example.com\",5,2,3", lines[1], StringComparison.Ordinal);
        Assert.Equal(3, lines.Length);

        await admin.Page.GetByRole(AriaRole.Link, new() { Name = "zoe@example.com" }).ClickAsync();
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "zoe@example.com" })).ToBeVisibleAsync();
    }

    [Fact]
    public async Task Principal_ThatHasNotCalled_IsOpenedByItsName()
    {
        await using var admin = await OpenAsync("admin/principals");
        await admin.FillAsync("Name begins with", "nobody/at all@example.com");
        await admin.SeesAsync("Nobody whose name begins so called on this day");
        await admin.ButtonAsync("Open exactly this one");

        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = "nobody/at all@example.com" })).ToBeVisibleAsync();
        await admin.TabAsync("Events");
        await admin.SeesAsync("No events on this day.");
    }

    // A name may have in it what an address means otherwise. Not to be read as another name: limits are set here.
    [Theory]
    [InlineData("100%@example.com")]
    [InlineData("a%2Fb@example.com")]
    [InlineData("a/b?c#d@example.com")]
    public async Task Principal_OfAnOddName_IsTheOneThatIsShown_AlsoAfterAReload(string name)
    {
        await using var admin = await OpenAsync("admin/principals");
        await admin.FillAsync("Name begins with", name);
        await admin.ButtonAsync("Open exactly this one");
        for (var n = 0; n < 2; n++)
        {
            await Assertions.Expect(admin.Page.GetByRole(AriaRole.Heading, new() { Name = name, Exact = true, Level = 1 })).ToBeVisibleAsync();
            await admin.SeesAsync("The default for everybody");
            await admin.Page.ReloadAsync();
        }

        var asked = admin.Requests.Select(request => new Uri(request.Url)).Where(url => url.AbsolutePath.StartsWith("/v1/admin/quotas/", StringComparison.Ordinal));
        Assert.All(asked, url => Assert.Equal(name, HttpUtility.ParseQueryString(url.Query)["principal"]));
    }

    [Fact]
    public async Task Charge_IsRefunded_WithActorAndReason_AndTheCountReset()
    {
        await web.CallApiAsAsync("yara@example.com", 2);
        await using var admin = await OpenAsync("admin/principals/yara%40example.com");
        await admin.TabAsync("Events");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Refund charge 3" }).ClickAsync();
        await admin.AnswerAsync("Reason", "the backend failed");
        await admin.ConfirmAsync("Refund");
        await admin.SeesAsync("The charge was refunded.");

        var row = admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "the backend failed" });
        await Assertions.Expect(row).ToContainTextAsync("admin@example.com");
        await Assertions.Expect(row).ToContainTextAsync("-1");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Refund charge 3" })).ToHaveCountAsync(0); // once only

        await admin.ButtonAsync("Reset today’s count");
        await admin.AnswerAsync("Reason", "a test ran away");
        await admin.ConfirmAsync("Reset count");
        await admin.SeesAsync("Today’s count has begun again.");
        await admin.SeesAsync("a test ran away");
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Button, new() { Name = "Refund charge 2" })).ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WhyRefused_IsAnswered()
    {
        await web.CallApiAsAsync("xaver@example.com", WebSystem.DailyLimit + 1);
        await using var admin = await OpenAsync("admin/principals/xaver%40example.com");
        await admin.TabAsync("Why refused?");

        await admin.SeesAsync("quota-exhausted");
        await admin.SeesAsync("5 of 5 units were used");
        await admin.SeesAsync("The first call over today’s limit was refused at");
    }

    [Fact]
    public async Task RoleMap_IsEdited_AndKeepsItsHistory()
    {
        await using var admin = await OpenAsync("admin/roles");
        await admin.ButtonAsync("Add mapping");
        await admin.AnswerAsync("Resource", "/orders/{id}");
        await admin.AnswerAsync("Roles", "Sales");
        await admin.ConfirmAsync("Add mapping");
        await admin.SeesAsync("GET /orders/{id} is open to Sales");

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Edit the roles of GET /orders/{id}" }).ClickAsync();
        await admin.Page.GetByRole(AriaRole.Textbox, new() { Name = "Roles" }).FillAsync("Sales, Finance");
        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Save the roles" }).ClickAsync();
        await admin.SeesAsync("GET /orders/{id} is open to Sales, Finance");
        await admin.SeesAsync("Finance, Sales"); // in the table, whose version the next change is made to; the history may know it sooner

        await admin.Page.GetByRole(AriaRole.Button, new() { Name = "Remove GET /orders/{id}" }).ClickAsync();
        await admin.ConfirmAsync("Remove");
        await admin.SeesAsync("GET /orders/{id} is mapped no more");
    }

    [Fact]
    public async Task RoleMapChangedMeanwhile_NothingIsOverwritten()
    {
        await using var admin = await OpenAsync("admin/roles");
        await admin.SeesAsync("/blog");
        await web.AdminAsync(HttpMethod.Put, "role-map", new { resource = "/somebody-else", method = "GET", roles = new[] { "IT" } });
        await admin.ButtonAsync("Add mapping");
        await admin.AnswerAsync("Resource", "/mine");
        await admin.AnswerAsync("Roles", "IT");
        await admin.ConfirmAsync("Add mapping");

        await admin.SeesAsync("Somebody else was faster");
        await admin.SeesAsync("GET /somebody-else is open to IT"); // as it is now, so that the same change can be made again
        await admin.ConfirmAsync("Add mapping");
        await admin.SeesAsync("GET /mine is open to IT");
        await web.AdminAsync(HttpMethod.Delete, "role-map?resource=/mine&method=GET");
        await web.AdminAsync(HttpMethod.Delete, "role-map?resource=/somebody-else&method=GET");
    }

    [Fact]
    public async Task Cluster_IsSeenAtWork_AndLetsIntoTheDashboard()
    {
        await using var admin = await OpenAsync("admin/cluster");
        await web.CallApiAsync("carol", 3);

        await admin.SeesAsync("role-not-allowed"); // without a reload
        await Assertions.Expect(admin.Page.GetByRole(AriaRole.Row).Filter(new() { HasText = "127.0.0.1" })).ToContainTextAsync("Active");
        var dashboard = await admin.Page.RunAndWaitForPopupAsync(() => admin.ButtonAsync("Orleans Dashboard"));
        await dashboard.WaitForLoadStateAsync();
        Assert.Equal("Orleans Dashboard", await dashboard.TitleAsync());

        using var withoutCookie = await web.System.Http.GetAsync($"{web.System.SiloUrl}/dashboard/", TestContext.Current.CancellationToken);
        Assert.Equal(401, (int)withoutCookie.StatusCode);
    }

    [Fact]
    public async Task Links_OpenInAnotherTabToo()
    {
        await using var admin = await OpenAsync("admin/principals/bob%40example.com");
        await admin.SeesAsync("The default for everybody");
        foreach (var (link, path) in new[] { ("Role map", "roles"), ("Cluster", "cluster"), ("Principals", "principals") })
            foreach (var place in await admin.Page.GetByRole(AriaRole.Link, new() { Name = link, Exact = true }).AllAsync()) // at the side, and above the name
                await Assertions.Expect(place).ToHaveAttributeAsync("href", $"/console/admin/{path}");
    }

    [Fact]
    public async Task EndpointThatFails_IsSaid_AndCanBeTriedAgain()
    {
        await using var admin = await OpenAsync("admin/cluster");
        await admin.SeesAsync("Decisions a second");
        await admin.Page.RouteAsync("**/v1/admin/**", route => route.FulfillAsync(new() { Status = 503, ContentType = "application/problem+json", Body = """{"status":503,"reason":"store-unavailable","title":"No decision can be made now"}""" }));
        foreach (var page in new[] { "Principals", "Role map" })
        {
            await admin.Page.GetByRole(AriaRole.Link, new() { Name = page }).First.ClickAsync();
            await admin.SeesAsync("The service is unavailable");
        }

        await admin.Page.UnrouteAllAsync();
        await admin.ButtonAsync("Try again");
        await admin.SeesAsync("/blog");
    }

    private Task<Visitor> OpenAsync(string path) => web.OpenAsAsync("admin", path: path);
}
