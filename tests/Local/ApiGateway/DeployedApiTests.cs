using System.Net;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests;

/// <summary>
/// The API as infra/ deploys it: infra/local-gateway.json is what the synthesized template says of authorizer, methods and gateway responses, and
/// infra/test/local-gateway.test.ts fails when it is not.
/// </summary>
public sealed class DeployedApiTests : IAsyncLifetime
{
    private const string Day = """
        "reason":"REASON","limit":50,"remaining":REMAINING,"resetsAt":"2026-11-23T00:00:00Z","decisionId":"01a2","rateLimit":"daily;r=REMAINING;t=60","rateLimitPolicy":"daily;q=50;w=86400"
        """;

    private RunningGateway _gateway = null!;

    public async ValueTask InitializeAsync()
    {
        var path = Path.Combine(AppContext.BaseDirectory, "local-gateway.json");
        using var settings = JsonDocument.Parse(await File.ReadAllTextAsync(path, TestContext.Current.CancellationToken));
        _gateway = await RunningGateway.StartAsSaidAsync([.. Flatten(settings.RootElement, "")]);
    }

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Allowed_IsTheMocksAnswer_WithTheDayInHeaders()
    {
        using var answer = await _gateway.GetAsync("/Dev/blog", Answer("Allow", Day.Replace("REASON", "allowed", StringComparison.Ordinal).Replace("REMAINING", "38", StringComparison.Ordinal)));

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("Hello from API Gateway!", (await answer.JsonAsync()).GetProperty("message").GetString());
        Assert.Equal("daily;r=38;t=60", answer.Header("RateLimit"));
        Assert.Equal("daily;q=50;w=86400", answer.Header("RateLimit-Policy"));
        IsReadableByPages(answer);
    }

    [Fact]
    public async Task QuotaDenied_SaysItAllInJsonAndHeaders()
    {
        var context = Day.Replace("REASON", "quota-exhausted", StringComparison.Ordinal).Replace("REMAINING", "0", StringComparison.Ordinal)
            + ""","status":429,"retryAfter":60,"errorMessage":"Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z" """;
        using var answer = await _gateway.GetAsync("/Dev/blog", Answer("Deny", context));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        var body = await answer.JsonAsync();
        Assert.Equal("quota-exhausted", body.GetProperty("reason").GetString());
        Assert.Equal("429", body.GetProperty("status").GetString());
        Assert.Equal("Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z", body.GetProperty("message").GetString());
        Assert.Equal("2026-11-23T00:00:00Z", body.GetProperty("resetsAt").GetString());
        Assert.Equal("01a2", body.GetProperty("decisionId").GetString());
        Assert.Equal("daily;r=0;t=60", answer.Header("RateLimit"));
        Assert.Equal("60", answer.Header("Retry-After"));
        IsReadableByPages(answer);
    }

    [Fact]
    public async Task RoleDenied_IsJsonThoughTheDayIsNotKnown()
    {
        using var answer = await _gateway.GetAsync("/Dev/blog", Answer("Deny", """ "reason":"role-not-allowed","errorMessage":"Your role may not call GET /blog" """));

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
        Assert.Equal("role-not-allowed", (await answer.JsonAsync()).GetProperty("reason").GetString());
        Assert.Null(answer.Header("RateLimit"));
        IsReadableByPages(answer);
    }

    [Theory]
    [InlineData("error:Unauthorized", "/Dev/blog", HttpStatusCode.Unauthorized)]
    [InlineData(null, "/Dev/blog", HttpStatusCode.Unauthorized)]
    [InlineData("error:a fault", "/Dev/blog", HttpStatusCode.InternalServerError)]
    [InlineData("allow", "/Dev/nothing", HttpStatusCode.Forbidden)]
    public async Task EverythingElse_IsJsonThatPagesCanRead(string? token, string path, HttpStatusCode status)
    {
        using var answer = await _gateway.GetAsync(path, token);

        Assert.Equal(status, answer.StatusCode);
        Assert.True((await answer.JsonAsync()).TryGetProperty("message", out _));
        Assert.Equal(status == HttpStatusCode.Unauthorized ? "Bearer" : null, answer.Header("WWW-Authenticate"));
        IsReadableByPages(answer);
    }

    [Fact]
    public async Task Preflight_NeedsNoToken()
    {
        using var answer = await _gateway.SendAsync(HttpMethod.Options, "/Dev/blog", token: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Contains("Authorization", answer.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
    }

    // Cached, calls of the same token would go uncounted.
    [Fact]
    public async Task EveryCall_AsksTheFunction()
    {
        var first = await _gateway.AskAsync("count");

        Assert.NotEqual(first, await _gateway.AskAsync("count"));
    }

    private static void IsReadableByPages(HttpResponseMessage answer)
    {
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("RateLimit", answer.Header("Access-Control-Expose-Headers"), StringComparison.Ordinal);
    }

    private static string Answer(string effect, string context) =>
        "answer:{\"principalId\":\"a\",\"policyDocument\":{\"Version\":\"2012-10-17\",\"Statement\":[{\"Action\":\"execute-api:Invoke\",\"Effect\":\""
        + effect + "\",\"Resource\":\"$arn\"}]},\"context\":{" + context.Trim() + "}}";

    private static IEnumerable<string> Flatten(JsonElement value, string key) => value.ValueKind switch
    {
        JsonValueKind.Object => value.EnumerateObject().SelectMany(member => Flatten(member.Value, $"{key}{(key.Length > 0 ? ":" : "")}{member.Name}")),
        JsonValueKind.Array => value.EnumerateArray().SelectMany((item, i) => Flatten(item, $"{key}:{i}")),
        _ => [$"--{key}={value}"],
    };
}
