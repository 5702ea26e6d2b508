using System.Net;
using System.Text.Json;

namespace Tollgate.Silo.Tests.Administration;

public sealed class AdminHistoryTests : IAsyncLifetime
{
    private const string Alice = "principal=alice@example.com";

    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(limit: 5);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Limit_OfNobodysOwn_IsTheDefaultOnly() =>
        Assert.Equal("""{"principal":"alice@example.com","defaultLimit":5}""", (await ReadAsync($"quotas/limit?{Alice}")).GetRawText());

    [Fact]
    public async Task Limit_OfOnesOwn_SaysWhoSetItAndWhy_UntilItIsLifted()
    {
        await _silo.AdminAsync(HttpMethod.Put, $"quotas/limit?{Alice}", """{"limit":9,"reason":"a customer","untilDay":"2026-11-30"}""");
        Assert.Equal(
            """{"limit":9,"untilDay":"2026-11-30","actor":"admin@example.com","reason":"a customer","at":"2026-11-22T12:00:00+00:00"}""",
            (await ReadAsync($"quotas/limit?{Alice}")).GetProperty("override").GetRawText());

        await _silo.AdminAsync(HttpMethod.Delete, $"quotas/limit?{Alice}&reason=over");
        Assert.False((await ReadAsync($"quotas/limit?{Alice}")).TryGetProperty("override", out _));

        var events = (await ReadAsync($"quotas/limit/events?{Alice}")).GetProperty("events").EnumerateArray().ToList();
        Assert.Equal(["limit-overridden", "override-removed"], events.Select(e => e.GetProperty("type").GetString()));
        Assert.Equal("over", events[1].GetProperty("data").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task RoleMapEvents_HaveTheirActors_InPages()
    {
        await _silo.AdminAsync(HttpMethod.Put, "role-map", """{"resource":"/orders","method":"POST","roles":["Sales"]}""");

        var first = await ReadAsync("role-map/events?limit=2");
        var rest = await ReadAsync($"role-map/events?after={first.GetProperty("next").GetInt64()}");

        Assert.Equal(["bootstrap", "bootstrap"], Actors(first));
        Assert.Equal(["admin@example.com"], Actors(rest));
    }

    [Fact]
    public async Task Days_AreOldestFirst_AndEndWithToday()
    {
        await _silo.AuthorizeAsync();
        await _silo.AdvanceAsync(TimeSpan.FromDays(2));
        await _silo.AuthorizeAsync();
        await _silo.AuthorizeAsync();

        var days = (await ReadAsync($"quotas/days?{Alice}&count=4")).GetProperty("days").EnumerateArray().ToList();
        var own = await (await _silo.GetAsync("/v1/quota/days?count=4")).JsonAsync();

        Assert.Equal(["2026-11-21", "2026-11-22", "2026-11-23", "2026-11-24"], days.Select(day => day.GetProperty("day").GetString()));
        Assert.Equal([0, 1, 0, 2], days.Select(day => day.GetProperty("used").GetInt32()));
        Assert.Equal(days.Select(day => day.GetRawText()), own.GetProperty("days").EnumerateArray().Select(day => day.GetRawText()));
    }

    [Theory]
    [InlineData("quotas/days?principal=a&count=0", "invalid-count")]
    [InlineData("quotas/days?principal=a&count=32", "invalid-count")]
    [InlineData("quotas/days?principal=", "invalid-principal")]
    [InlineData("quotas/limit?principal=", "invalid-principal")]
    [InlineData("quotas/limit/events?principal=", "invalid-principal")]
    [InlineData("quotas/limit/events?principal=a&after=-1", "invalid-after")]
    [InlineData("role-map/events?limit=1001", "invalid-limit")]
    public async Task BadQuery_Is422(string path, string reason) =>
        await (await _silo.AdminAsync(HttpMethod.Get, path)).IsProblemAsync(HttpStatusCode.UnprocessableEntity, reason);

    [Theory]
    [InlineData("count=0")]
    [InlineData("count=many")]
    public async Task BadCountOfOnesOwnDays_Is422(string query) =>
        await (await _silo.GetAsync($"/v1/quota/days?{query}")).IsProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-count");

    private async Task<JsonElement> ReadAsync(string path)
    {
        var response = await _silo.AdminAsync(HttpMethod.Get, path);
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private static IEnumerable<string?> Actors(JsonElement page) =>
        page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("data").GetProperty("actor").GetString());
}
