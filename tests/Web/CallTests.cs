using System.Text.RegularExpressions;
using Microsoft.Playwright;

namespace Tollgate.Web.Tests;

public sealed partial class CallTests(WebSystem web)
{
    [Fact]
    public async Task AllowedCalls_AreAnswered_AndCountedDown()
    {
        await web.BeginAnewAsync("alice");
        await using var alice = await web.OpenAsAsync("alice");
        for (var left = WebSystem.DailyLimit; left > WebSystem.DailyLimit - 2; left--)
        {
            await alice.SeesLeftAsync(left);
            await alice.CallApiAsync();
            await alice.SeesAsync("Hello from API Gateway!");
        }

        await alice.SeesLeftAsync(WebSystem.DailyLimit - 2);
        await alice.SeesAsync($"{WebSystem.DailyLimit - 2} calls left today");
        await Assertions.Expect(alice.Page.GetByRole(AriaRole.Row, new() { Name = "GET /blog" })).Not.ToHaveCountAsync(0);
    }

    [Fact]
    public async Task WrongRole_IsSaid_AndCostsNothing()
    {
        await using var carol = await web.OpenAsAsync("carol");
        await carol.CallApiAsync();

        await carol.SeesAsync("Your role does not allow this call");
        await carol.SeesAsync("Your role may not call GET /blog");
        await carol.SeesLeftAsync(WebSystem.DailyLimit);
    }

    [Fact]
    public async Task LimitReached_SaysWhenItStartsAgain_InTheReadersOwnTime_AndIsAskedOnce()
    {
        await web.BeginAnewAsync("bob");
        await web.CallApiAsync("bob", WebSystem.DailyLimit);
        await using var bob = await web.OpenAsAsync("bob");
        await bob.SeesLeftAsync(0);
        await bob.CallApiAsync();

        await bob.SeesAsync("You have used all calls of today");
        Assert.Matches(MidnightInBerlin(), await bob.Outcome.InnerTextAsync());
        Assert.Single(bob.Calls); // Amplify would try a refusal three times
    }

    [Fact]
    public async Task Blocked_SaysSo()
    {
        await web.BeginAnewAsync("bob");
        await web.AdminAsync(HttpMethod.Put, "quotas/limit?principal=bob@example.com", new { limit = 0, reason = "test" });
        await using var bob = await web.OpenAsAsync("bob");

        await bob.SeesAsync("Calls are blocked for you");
        await web.BeginAnewAsync("bob");
    }

    [Fact]
    public async Task FacadeDown_SaysSo_AndTryingAgainWorks()
    {
        await web.BeginAnewAsync("alice");
        await using var alice = await web.OpenAsAsync("alice");
        await alice.SeesLeftAsync(WebSystem.DailyLimit);
        await web.System.KillSiloAsync();
        try
        {
            await alice.CallApiAsync();
            await alice.SeesAsync("The service is unavailable");
        }
        finally
        {
            await web.System.StartSiloAsync(TestContext.Current.CancellationToken);
        }

        await alice.Outcome.GetByRole(AriaRole.Button, new() { Name = "Try again" }).ClickAsync();
        await alice.SeesAsync("Hello from API Gateway!");
        await alice.SeesLeftAsync(WebSystem.DailyLimit - 1);
    }

    [Fact]
    public async Task FacadeThatNeverAnswers_IsGivenUp()
    {
        await using var alice = await web.OpenAsAsync("alice");
        await alice.Page.RouteAsync("**/v1/quota*", _ => Task.CompletedTask); // neither answered nor refused
        await alice.Page.ReloadAsync();

        await alice.SeesAsync("Loading your quota");
        await Assertions.Expect(alice.Page.GetByText("The service is unavailable").First).ToBeVisibleAsync(new() { Timeout = 40_000 });
    }

    [Fact]
    public async Task CallsOutOfALease_AreLinesOfTheirOwn()
    {
        const string Events = """
            {"events":[
              {"version":1,"at":"2026-11-22T08:00:00Z","type":"lease-taken","data":{"leaseId":"a-1","units":250}},
              {"version":2,"at":"2026-11-22T08:00:10Z","type":"lease-settled","data":{"leaseId":"a-1","returned":209,"charges":[
                {"resource":"/orders/{id}","method":"GET","units":1,"requestIds":["r-1"],"afterMs":[1250]},
                {"resource":"/reports","method":"POST","units":40,"requestIds":["r-2"],"afterMs":[0]}]}}],"next":null}
            """;
        await using var alice = await web.OpenAsAsync("alice", before: page => page.RouteAsync("**/v1/quota/events*", route =>
            route.FulfillAsync(new() { ContentType = "application/json", Body = Events })));

        var rows = alice.Page.GetByRole(AriaRole.Row);
        await Assertions.Expect(rows).ToHaveTextAsync(["TimeWhatUnitsWhy", "09:00:01GET /orders/{id}1–", "09:00:00POST /reports40–", "09:00:00250 units set aside for the next calls––"]);
    }

    [Fact]
    public async Task NoCallYet_IsSaid()
    {
        await using var newcomer = await web.OpenAsAsync("alice");
        await newcomer.BecomeAsync(web, "newcomer@example.com");

        await newcomer.SeesAsync("No call yet today. The first one opens the day.");
    }

    // 00:00 UTC, whichever half of the year it is.
    [GeneratedRegex(@"0[12]:00 (CET|CEST), in \d+ (h|min)")]
    private static partial Regex MidnightInBerlin();
}
