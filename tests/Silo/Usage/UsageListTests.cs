using System.Net;
using System.Net.Http.Headers;
using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Tollgate.Grains.Usage;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Usage;

/// <summary>The list of a day's principals: whoever has an open day is in it, with the quota as it is now.</summary>
public sealed class UsageListTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(limit: 5);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task CallersOfTheDay_AreListedInOrder_WithTheirQuotas()
    {
        await CallAsync("bob@example.com", "alice@example.com", "alice@example.com", "carol@example.com");

        var page = await UntilListedAsync(3);

        Assert.Equal(["alice@example.com", "bob@example.com", "carol@example.com"], Names(page));
        Assert.Equal([2, 1, 1], page.GetProperty("principals").EnumerateArray().Select(row => row.GetProperty("quota").GetProperty("used").GetInt32()));
        Assert.Equal("2026-11-22", page.GetProperty("day").GetString());
        Assert.Equal(JsonValueKind.Null, page.GetProperty("next").ValueKind);
        Assert.Equal("""{"seconds":0,"isCatchingUp":false,"silentSilos":[]}""", page.GetProperty("lag").GetRawText());
    }

    // The names come late, the numbers never: a page is as exact as the principal's own view.
    [Fact]
    public async Task Quota_IsTheOneOfThisMoment()
    {
        await CallAsync("bob@example.com");
        await UntilListedAsync(1);
        await CallAsync("bob@example.com", "bob@example.com");

        var page = await ListAsync();

        Assert.Equal(3, page.GetProperty("principals")[0].GetProperty("quota").GetProperty("used").GetInt32());
    }

    [Fact]
    public async Task Prefix_AndPages()
    {
        await CallAsync([.. Enumerable.Range(0, 7).Select(n => $"user-{n}@example.com"), "other@example.com"]);
        await UntilListedAsync(8);

        var first = await ListAsync("&prefix=USER-&limit=4");
        var second = await ListAsync($"&prefix=user-&limit=4&cursor={first.GetProperty("next").GetString()}");

        Assert.Equal(["user-0@example.com", "user-1@example.com", "user-2@example.com", "user-3@example.com"], Names(first));
        Assert.Equal(["user-4@example.com", "user-5@example.com", "user-6@example.com"], Names(second));
        Assert.Equal(JsonValueKind.Null, second.GetProperty("next").ValueKind);
    }

    [Fact]
    public async Task OtherDay_HasItsOwnCallers()
    {
        await CallAsync("bob@example.com");
        await UntilListedAsync(1);

        Assert.Empty(Names(await ListAsync("&day=2026-11-21")));
        await _silo.AdvanceAsync(TimeSpan.FromDays(1));
        Assert.Empty(Names(await ListAsync()));
        var before = await ListAsync("&day=2026-11-22");
        Assert.Equal(["bob@example.com"], Names(before));
        Assert.Equal(1, before.GetProperty("principals")[0].GetProperty("quota").GetProperty("used").GetInt32());
    }

    [Fact]
    public async Task DayPastItsRetention_Is410() =>
        await (await _silo.AdminAsync(HttpMethod.Get, "quotas?day=2026-08-01")).IsProblemAsync(HttpStatusCode.Gone, "day-expired");

    [Theory]
    [InlineData("day=2026-02-30", "invalid-day")]
    [InlineData("limit=0", "invalid-limit")]
    [InlineData("limit=201", "invalid-limit")]
    [InlineData("limit=two", "invalid-limit")]
    [InlineData("prefix=%00", "invalid-prefix")]
    [InlineData("cursor=%00", "invalid-cursor")]
    [InlineData("principal=", "invalid-principal")]
    public async Task BadQuery_Is422(string query, string reason) =>
        await (await _silo.AdminAsync(HttpMethod.Get, $"quotas?{query}")).IsProblemAsync(HttpStatusCode.UnprocessableEntity, reason);

    [Fact]
    public async Task Csv_HoldsEveryPage_AndNoFormula()
    {
        await CallAsync([.. Enumerable.Range(0, 60).Select(n => $"user-{n:00}@example.com"), "=cmd|'x'!a1@example.com", "a\"b@example.com"]);
        await UntilListedAsync(50);
        await FakeTime.UntilAsync(() => { _silo.Clock.Advance(TimeSpan.FromSeconds(1)); return Names(ListAsync("&limit=200").Result).Count == 62; });

        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/admin/quotas?limit=50");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", _silo.Admin);
        request.Headers.Accept.ParseAdd("text/csv");
        var response = await _silo.Http.SendAsync(request, TestContext.Current.CancellationToken);
        var lines = (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).Split("\r\n");

        Assert.Equal(("text/csv", "utf-8"), (response.Content.Headers.ContentType?.MediaType, response.Content.Headers.ContentType?.CharSet));
        Assert.Equal("attachment; filename=\"tollgate-2026-11-22.csv\"", response.Content.Headers.ContentDisposition?.ToString());
        Assert.Equal("day,principal,limit,used,remaining", lines[0]);
        Assert.Equal("2026-11-22,\"'=cmd|'x'!a1@example.com\",5,1,4", lines[1]);
        Assert.Equal("2026-11-22,\"a\"\"b@example.com\",5,1,4", lines[2]);
        Assert.Equal(62, lines.Count(line => line.StartsWith("2026-", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task SecondSilo_HasItsCallersInTheSameList()
    {
        await using var other = await _silo.StartAnotherAsync();
        await CallAsync("bob@example.com");
        await other.AuthorizeAsync(_silo.Forge.Issue(new TokenSpec { Email = "carol@example.com" }));

        Assert.Equal(["bob@example.com", "carol@example.com"], Names(await UntilListedAsync(2)));
    }

    [Fact]
    public async Task DirectoryThatCannotBeWritten_IsToldLater_AndTheLagSaysSo()
    {
        Assert.Empty(Names(await ListAsync())); // the directory is in memory before its store fails
        _silo.Store.FailUsage = true;
        await CallAsync("bob@example.com");
        await _silo.AdvanceAsync(TimeSpan.FromSeconds(3));

        await (await _silo.AdminAsync(HttpMethod.Get, "quotas")).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        _silo.Store.FailUsage = false;
        Assert.True(_silo.Services.GetRequiredService<UsageReporter>().Lag >= TimeSpan.FromSeconds(3));
        Assert.Equal(["bob@example.com"], Names(await UntilListedAsync(1)));
    }

    [Fact]
    public async Task StoreThatCannotBeRead_Is503()
    {
        _silo.Store.FailUsage = true;

        await (await _silo.AdminAsync(HttpMethod.Get, "quotas")).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }

    private async Task CallAsync(params string[] principals)
    {
        foreach (var principal in principals)
            Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync(_silo.Forge.Issue(new TokenSpec { Email = principal }))).StatusCode);
    }

    // The directory is told at most once a second, by the clock that the test moves.
    private async Task<JsonElement> UntilListedAsync(int count)
    {
        JsonElement page = default;
        await FakeTime.UntilAsync(() =>
        {
            _silo.Clock.Advance(TimeSpan.FromMilliseconds(200));
            page = ListAsync().Result;
            return Names(page).Count >= count && page.GetProperty("lag").GetProperty("seconds").GetDouble() == 0 && !page.GetProperty("lag").GetProperty("isCatchingUp").GetBoolean();
        });
        return page;
    }

    private async Task<JsonElement> ListAsync(string query = "")
    {
        var response = await _silo.AdminAsync(HttpMethod.Get, $"quotas?limit=50{query}".Replace("limit=50&limit", "limit", StringComparison.Ordinal).Replace("limit=50&prefix", "prefix", StringComparison.Ordinal));
        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        return await response.JsonAsync();
    }

    private static List<string> Names(JsonElement page) => [.. page.GetProperty("principals").EnumerateArray().Select(row => row.GetProperty("principal").GetString()!)];
}
