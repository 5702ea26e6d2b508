using System.Net;
using Microsoft.Net.Http.Headers;

namespace Tollgate.Silo.Tests.Dashboard;

/// <summary>The Orleans Dashboard is off; switched on, it opens to administrators, by a cookie that is for it alone and does not last.</summary>
public sealed class DashboardTests
{
    [Fact]
    public async Task SwitchedOff_IsNotThere()
    {
        await using var silo = await RunningSilo.StartAsync();

        await (await silo.AdminAsync(HttpMethod.Post, "dashboard-access")).IsProblemAsync(HttpStatusCode.NotFound, "dashboard-off");
        await (await silo.GetAsync("/dashboard")).IsProblemAsync(HttpStatusCode.NotFound, "not-found");
        Assert.False((await (await silo.AdminAsync(HttpMethod.Get, "cluster")).JsonAsync()).GetProperty("hasDashboard").GetBoolean());
    }

    [Fact]
    public async Task WithoutTheCookie_NothingOfItOpens()
    {
        await using var silo = await StartAsync();

        foreach (var path in new[] { "/dashboard", "/dashboard/", "/Dashboard/", "/dashboard/DashboardCounters", "/dashboard/index.min.js", "/dashboard/anything" })
            await (await silo.GetAsync(path, silo.Admin)).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var guess in new[] { "", "x", new string('A', 43), "../../x" })
            await (await OpenAsync(silo, guess)).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Administrator_GetsACookie_ForThatPathOnly_AndTheDashboardOpens()
    {
        await using var silo = await StartAsync();

        var cookie = await GrantAsync(silo);
        var page = await OpenAsync(silo, cookie.Value.Value!);

        Assert.Equal(("/dashboard", true, SameSiteMode.Strict, TimeSpan.FromMinutes(10)), (cookie.Path.Value, cookie.HttpOnly, cookie.SameSite, cookie.MaxAge));
        Assert.Equal(HttpStatusCode.OK, page.StatusCode);
        Assert.Equal("text/html", page.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task AfterTenMinutes_ItIsClosedAgain()
    {
        await using var silo = await StartAsync();
        var cookie = await GrantAsync(silo);

        await silo.AdvanceAsync(TimeSpan.FromMinutes(10));

        await (await OpenAsync(silo, cookie.Value.Value!)).IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
    }

    [Fact]
    public async Task Cookie_OfOneSilo_OpensTheOther()
    {
        await using var silo = await StartAsync();
        await using var other = await silo.StartAnotherAsync();

        Assert.Equal(HttpStatusCode.OK, (await OpenAsync(other, (await GrantAsync(silo)).Value.Value!)).StatusCode);
    }

    private static Task<RunningSilo> StartAsync() => RunningSilo.StartAsync(settings: ("Dashboard:Enabled", "true"));

    private static async Task<SetCookieHeaderValue> GrantAsync(RunningSilo silo)
    {
        var response = await silo.AdminAsync(HttpMethod.Post, "dashboard-access");
        Assert.Equal(HttpStatusCode.NoContent, response.StatusCode);
        return SetCookieHeaderValue.Parse(Assert.Single(response.Headers.GetValues("Set-Cookie")));
    }

    private static async Task<HttpResponseMessage> OpenAsync(RunningSilo silo, string cookie)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/dashboard/");
        request.Headers.Add("Cookie", $"tollgate-dashboard={cookie}");
        return await silo.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
