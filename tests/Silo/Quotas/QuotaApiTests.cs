using System.Net;

namespace Tollgate.Silo.Tests.Quotas;

public sealed class QuotaApiTests : IAsyncLifetime
{
    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(limit: 3);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task DayNeverOpened_IsUnused_AndLookingWritesNothing()
    {
        var appends = _silo.Store.Appends;

        var response = await _silo.GetAsync("/v1/quota");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.Equal(
            """{"day":"2026-11-22","limit":3,"used":0,"remaining":3,"resetsAt":"2026-11-23T00:00:00Z","version":0}""",
            (await response.JsonAsync()).GetRawText());
        Assert.Equal(appends, _silo.Store.Appends);
    }

    [Fact]
    public async Task AfterCalls_ShowsThem()
    {
        await _silo.AuthorizeAsync();
        await _silo.AuthorizeAsync();

        Assert.Equal(
            """{"day":"2026-11-22","limit":3,"used":2,"remaining":1,"resetsAt":"2026-11-23T00:00:00Z","version":3}""",
            (await (await _silo.GetAsync("/v1/quota")).JsonAsync()).GetRawText());
    }

    [Fact]
    public async Task EarlierDay_IsStillThere()
    {
        await _silo.AuthorizeAsync();
        _silo.Clock.Advance(TimeSpan.FromDays(1));

        var token = _silo.Forge.Issue();
        Assert.Equal(1, (await (await _silo.GetAsync("/v1/quota?day=2026-11-22", token)).JsonAsync()).GetProperty("used").GetInt64());
        Assert.Equal(0, await _silo.UsedAsync(token));
    }

    [Theory]
    [InlineData("2026-02-30")]
    [InlineData("2026-2-3")]
    [InlineData("today")]
    [InlineData("")]
    [InlineData("2026-11-22T00:00:00Z")]
    public async Task DayThatIsNone_Is422(string day)
    {
        var response = await _silo.GetAsync($"/v1/quota?day={day}");

        await response.IsProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-day");
    }

    [Fact]
    public async Task StoreUnreadable_Is503()
    {
        _silo.Store.FailReads = true;

        await (await _silo.GetAsync("/v1/quota")).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }
}
