using System.Net;
using System.Text.Json;

namespace Tollgate.Silo.Tests.Administration;

public sealed class AdminQuotaTests : IAsyncLifetime
{
    private const string Alice = "principal=alice@example.com";

    private RunningSilo _silo = null!;

    public async ValueTask InitializeAsync() => _silo = await RunningSilo.StartAsync(limit: 1);

    public ValueTask DisposeAsync() => _silo.DisposeAsync();

    [Fact]
    public async Task Override_IsInForceOnTheNextCall_AndInTheLogWithActorAndReason()
    {
        await _silo.AuthorizeAsync();
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _silo.AuthorizeAsync()).StatusCode);

        var response = await _silo.AdminAsync(HttpMethod.Put, $"quotas/limit?{Alice}", """{"limit":3,"reason":"a customer"}""");

        Assert.Equal(
            """{"principal":"alice@example.com","quota":{"day":"2026-11-22","limit":3,"used":1,"remaining":2,"resetsAt":"2026-11-23T00:00:00Z","version":4},"replayed":false}""",
            (await response.JsonAsync()).GetRawText());
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);
        var changed = (await EventsAsync()).Single(e => e.GetProperty("type").GetString() == "limit-changed");
        Assert.Equal("""{"limit":3,"accountVersion":1,"actor":"admin@example.com","reason":"a customer"}""", changed.GetProperty("data").GetRawText());
    }

    [Fact]
    public async Task OverrideRemoved_ReturnsToTheDefault()
    {
        await _silo.AdminAsync(HttpMethod.Put, $"quotas/limit?{Alice}", """{"limit":0,"reason":"blocked","untilDay":"2026-11-30"}""");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await _silo.AuthorizeAsync()).StatusCode);

        var response = await _silo.AdminAsync(HttpMethod.Delete, $"quotas/limit?{Alice}&reason=sorted%20out");

        Assert.Equal(1, (await response.JsonAsync()).GetProperty("quota").GetProperty("limit").GetInt64());
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);
    }

    [Fact]
    public async Task PrincipalInCapitals_IsTheSamePrincipal()
    {
        await _silo.AuthorizeAsync();

        var response = await _silo.AdminAsync(HttpMethod.Get, "quotas?principal=Alice%40Example.com");

        Assert.Equal(1, (await response.JsonAsync()).GetProperty("quota").GetProperty("used").GetInt64());
    }

    [Fact]
    public async Task Refund_GivesBackOnce_ThenItIsAConflict()
    {
        await _silo.AuthorizeAsync(requestId: "call-1");

        var refund = await _silo.AdminAsync(HttpMethod.Post, $"quotas/refunds?{Alice}", """{"requestId":"call-1","reason":"it failed"}""");
        var again = await _silo.AdminAsync(HttpMethod.Post, $"quotas/refunds?{Alice}", """{"requestId":"call-1","reason":"it failed"}""");

        Assert.Equal(1, (await refund.JsonAsync()).GetProperty("refunded").GetInt64());
        await again.IsProblemAsync(HttpStatusCode.Conflict, "already-refunded");
        await (await _silo.AuthorizeAsync(requestId: "call-1")).IsProblemAsync(HttpStatusCode.Conflict, "request-conflict");
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);
    }

    [Theory]
    [InlineData("""{"requestId":"unknown","reason":"x"}""", 404, "unknown-charge")]
    [InlineData("""{"requestId":"call-1","reason":"x","units":2}""", 422, "invalid-units")]
    [InlineData("""{"requestId":"call-1","reason":"x","units":0}""", 422, "invalid-units")]
    [InlineData("""{"requestId":"call-1","reason":"x","units":1.5}""", 422, "invalid-units")]
    [InlineData("""{"requestId":"call-1","reason":"x","day":"2026-02-30"}""", 422, "invalid-day")]
    [InlineData("""{"requestId":"call-1","reason":"x","day":"2025-01-01"}""", 410, "day-expired")]
    [InlineData("""{"requestId":"call-1","reason":"x","day":"2026-11-21"}""", 404, "unknown-charge")]
    [InlineData("""{"requestId":"call-1"}""", 422, "invalid-reason")]
    [InlineData("""{"requestId":"call-1","reason":"   "}""", 422, "invalid-reason")]
    [InlineData("""{"reason":"x"}""", 422, "invalid-request-id")]
    [InlineData("""{"requestId":"call-1","reason":"x","more":1}""", 400, "bad-body")]
    public async Task Refund_ThatCannotBe_IsAProblemAndChangesNothing(string body, int status, string reason)
    {
        await _silo.AuthorizeAsync(requestId: "call-1");

        var response = await _silo.AdminAsync(HttpMethod.Post, $"quotas/refunds?{Alice}", body);

        await response.IsProblemAsync((HttpStatusCode)status, reason);
        Assert.Equal(1, await _silo.UsedAsync());
    }

    [Fact]
    public async Task Reset_BeginsAgainOncePerRequestId()
    {
        await _silo.AuthorizeAsync(requestId: "call-1");
        const string body = """{"requestId":"reset-1","reason":"our mistake"}""";

        var reset = await _silo.AdminAsync(HttpMethod.Post, $"quotas/reset?{Alice}", body);
        Assert.Equal(HttpStatusCode.OK, (await _silo.AuthorizeAsync()).StatusCode);
        var again = await _silo.AdminAsync(HttpMethod.Post, $"quotas/reset?{Alice}", body);

        Assert.False((await reset.JsonAsync()).GetProperty("replayed").GetBoolean());
        Assert.True((await again.JsonAsync()).GetProperty("replayed").GetBoolean());
        Assert.Equal(1, await _silo.UsedAsync());
        await (await _silo.AdminAsync(HttpMethod.Post, $"quotas/refunds?{Alice}", """{"requestId":"call-1","reason":"x"}"""))
            .IsProblemAsync(HttpStatusCode.Conflict, "charged-before-reset");
    }

    [Theory]
    [InlineData("PUT", "quotas/limit?principal=a", """{"limit":-1,"reason":"x"}""", 422, "invalid-limit")]
    [InlineData("PUT", "quotas/limit?principal=a", """{"limit":1000000000001,"reason":"x"}""", 422, "invalid-limit")]
    [InlineData("PUT", "quotas/limit?principal=a", """{"reason":"x"}""", 422, "invalid-limit")]
    [InlineData("PUT", "quotas/limit?principal=a", """{"limit":"5","reason":"x"}""", 400, "bad-body")]
    [InlineData("PUT", "quotas/limit?principal=a", """{"limit":5}""", 422, "invalid-reason")]
    [InlineData("PUT", "quotas/limit?principal=a", """{"limit":5,"reason":"x","untilDay":"2026-11-21"}""", 422, "invalid-day")]
    [InlineData("PUT", "quotas/limit", """{"limit":5,"reason":"x"}""", 422, "invalid-principal")]
    [InlineData("PUT", "quotas/limit?principal=", """{"limit":5,"reason":"x"}""", 422, "invalid-principal")]
    [InlineData("PUT", "quotas/limit?principal=a%00", """{"limit":5,"reason":"x"}""", 422, "invalid-principal")]
    [InlineData("DELETE", "quotas/limit?principal=a", null, 422, "invalid-reason")]
    [InlineData("POST", "quotas/reset?principal=a", """{"requestId":"a b","reason":"x"}""", 422, "invalid-request-id")]
    [InlineData("GET", "quotas?principal=a&day=2026-02-30", null, 422, "invalid-day")]
    [InlineData("GET", "quotas?principal=a&day=2020-01-01", null, 410, "day-expired")]
    [InlineData("GET", "quotas/events?principal=a&day=2020-01-01", null, 410, "day-expired")]
    [InlineData("GET", "quotas/events?principal=a&limit=0", null, 422, "invalid-limit")]
    [InlineData("GET", "quotas/events?principal=a&limit=1001", null, 422, "invalid-limit")]
    [InlineData("GET", "quotas/events?principal=a&after=-1", null, 422, "invalid-after")]
    public async Task BadInput_IsRefusedWithItsReason(string method, string path, string? body, int status, string reason)
    {
        var response = await _silo.AdminAsync(new HttpMethod(method), path, body);

        await response.IsProblemAsync((HttpStatusCode)status, reason);
    }

    [Theory]
    [InlineData("name with spaces")]
    [InlineData("a/b/c")]
    [InlineData("Ω≈ç√ 你好 🚀")]
    [InlineData("100%25")]
    public async Task AnyPrincipal_CanBeReadAndChanged(string principal)
    {
        var query = $"principal={Uri.EscapeDataString(principal)}";

        var changed = await _silo.AdminAsync(HttpMethod.Put, $"quotas/limit?{query}", """{"limit":7,"reason":"x"}""");
        var read = await _silo.AdminAsync(HttpMethod.Get, $"quotas?{query}");

        Assert.Equal(HttpStatusCode.OK, changed.StatusCode);
        Assert.Equal(7, (await read.JsonAsync()).GetProperty("quota").GetProperty("limit").GetInt64());
    }

    [Fact]
    public async Task PrincipalOf257Bytes_Is422()
    {
        await (await _silo.AdminAsync(HttpMethod.Get, $"quotas?principal={new string('x', 257)}"))
            .IsProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-principal");
    }

    [Fact]
    public async Task Events_PageByPage_AreTheWholeDay()
    {
        await _silo.AdminAsync(HttpMethod.Put, $"quotas/limit?{Alice}", """{"limit":10,"reason":"x"}""");
        for (var i = 0; i < 6; i++)
            await _silo.AuthorizeAsync();

        var versions = new List<long>();
        for (long? after = 0; after is not null;)
        {
            var page = await (await _silo.GetAsync($"/v1/quota/events?after={after}&limit=3")).JsonAsync();
            versions.AddRange(page.GetProperty("events").EnumerateArray().Select(e => e.GetProperty("version").GetInt64()));
            after = page.GetProperty("next").ValueKind == JsonValueKind.Null ? null : page.GetProperty("next").GetInt64();
        }

        Assert.Equal([1, 2, 3, 4, 5, 6, 7], versions);
    }

    private async Task<IReadOnlyList<JsonElement>> EventsAsync() =>
        [.. (await (await _silo.AdminAsync(HttpMethod.Get, $"quotas/events?{Alice}")).JsonAsync()).GetProperty("events").EnumerateArray()];
}
