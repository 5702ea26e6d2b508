using System.Net;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Authorize;

public sealed class AuthorizeTests
{
    [Fact]
    public async Task AllowedCall_AnswersEveryFieldAndHeaderOfTheContract()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 38);

        var response = await silo.AuthorizeAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        var body = await response.JsonAsync();
        Assert.Equal(
            ["decision", "decisionId", "principal", "roles", "resource", "replayed", "quota"],
            body.EnumerateObject().Select(property => property.Name));
        Assert.Equal("allow", body.GetProperty("decision").GetString());
        Assert.Equal(32, body.GetProperty("decisionId").GetString()!.Length);
        Assert.Equal("alice@example.com", body.GetProperty("principal").GetString());
        Assert.Equal("IT", Assert.Single(body.GetProperty("roles").EnumerateArray()).GetString());
        Assert.Equal("/blog", body.GetProperty("resource").GetString());
        Assert.False(body.GetProperty("replayed").GetBoolean());
        Assert.Equal(
            """{"day":"2026-11-22","limit":38,"used":1,"remaining":37,"resetsAt":"2026-11-23T00:00:00Z","version":2}""",
            body.GetProperty("quota").GetRawText());
        Assert.Equal("\"daily\";q=38;w=86400", response.Header("RateLimit-Policy"));
        Assert.Equal("\"daily\";r=37;t=43200", response.Header("RateLimit"));
        Assert.Equal("no-store", response.Header("Cache-Control"));
    }

    [Fact]
    public async Task TwoHundredParallelCalls_LimitFifty_ExactlyFiftyAllowed()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 50);

        var responses = await Task.WhenAll(Enumerable.Range(0, 200).Select(_ => silo.AuthorizeAsync()));

        Assert.Equal(50, responses.Count(response => response.StatusCode == HttpStatusCode.OK));
        Assert.Equal(150, responses.Count(response => response.StatusCode == HttpStatusCode.TooManyRequests));
        Assert.Equal(50, await silo.UsedAsync());
    }

    [Fact]
    public async Task LimitReached_Answers429WithTheInstantOfTheReset()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 1);
        await silo.AuthorizeAsync();
        silo.Clock.Advance(TimeSpan.FromMilliseconds(500)); // seconds are rounded up

        var response = await silo.AuthorizeAsync();

        var problem = await response.IsProblemAsync(HttpStatusCode.TooManyRequests, "quota-exhausted");
        Assert.Equal("Daily call limit of 1 reached; resets at 2026-11-23T00:00:00Z", problem.GetProperty("detail").GetString());
        Assert.Equal("alice@example.com", problem.GetProperty("principal").GetString());
        Assert.Equal(0, problem.GetProperty("quota").GetProperty("remaining").GetInt64());
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("decisionId").GetString()));
        Assert.Equal("43200", response.Header("Retry-After"));
        Assert.Equal("\"daily\";q=1;w=86400", response.Header("RateLimit-Policy"));
        Assert.Equal("\"daily\";r=0;t=43200", response.Header("RateLimit"));
    }

    [Fact]
    public async Task LimitZero_AllowsNothing()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 0);

        var response = await silo.AuthorizeAsync();

        await response.IsProblemAsync(HttpStatusCode.TooManyRequests, "quota-exhausted");
    }

    [Theory]
    [InlineData("Sales", "GET", "/blog", "role-not-allowed")]
    [InlineData("it", "GET", "/blog", "role-not-allowed")]
    [InlineData("IT", "GET", "/reports", "role-not-allowed")]
    [InlineData("IT", "POST", "/blog", "resource-unmapped")]
    [InlineData("IT", "GET", "/blog/", "resource-unmapped")]
    [InlineData("IT", "GET", "/Blog", "resource-unmapped")]
    [InlineData("IT", "GET", "/unknown", "resource-unmapped")]
    [InlineData("", "GET", "/blog", "role-missing")]
    public async Task RoleDoesNotAllow_Answers403AndChargesNothing(string role, string method, string path, string reason)
    {
        await using var silo = await RunningSilo.StartAsync();
        var token = silo.Forge.Issue(new TokenSpec { Departments = role.Length == 0 ? [] : [role] });

        var response = await silo.AuthorizeAsync(token, method, path);

        var problem = await response.IsProblemAsync(HttpStatusCode.Forbidden, reason);
        Assert.False(string.IsNullOrEmpty(problem.GetProperty("decisionId").GetString()));
        if (reason != "role-missing")
            Assert.Equal($"Your role may not call {method} {path}", problem.GetProperty("detail").GetString());
        Assert.Equal(0, await silo.UsedAsync(token));
    }

    [Fact]
    public async Task SeveralRoles_OneOfThemIsEnough()
    {
        await using var silo = await RunningSilo.StartAsync();

        var response = await silo.AuthorizeAsync(silo.Forge.Issue(new TokenSpec { Departments = ["Sales", "Finance"] }), path: "/reports");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
    }

    [Fact]
    public async Task Head_IsMappedAsGet()
    {
        await using var silo = await RunningSilo.StartAsync();

        Assert.Equal(HttpStatusCode.OK, (await silo.AuthorizeAsync(method: "HEAD")).StatusCode);
    }

    [Fact]
    public async Task EmailInCapitals_IsTheSamePrincipal()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 1);
        await silo.AuthorizeAsync();

        var response = await silo.AuthorizeAsync(silo.Forge.Issue(new TokenSpec { Email = "Alice@Example.COM" }));

        await response.IsProblemAsync(HttpStatusCode.TooManyRequests, "quota-exhausted");
    }

    [Fact]
    public async Task StoreUnreadable_Answers503AndNeverAllows()
    {
        await using var silo = await RunningSilo.StartAsync();
        silo.Store.FailReads = true;

        var response = await silo.AuthorizeAsync(requestId: "my-call");

        var problem = await response.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
        Assert.Equal("my-call", problem.GetProperty("requestId").GetString());
        Assert.Equal("1", response.Header("Retry-After"));
    }

    [Fact]
    public async Task NoDecisionInTime_Answers503WithTheRequestId()
    {
        await using var silo = await RunningSilo.StartAsync();
        await silo.AuthorizeAsync();
        silo.Store.Hold();
        var waiting = silo.AuthorizeAsync(requestId: "my-call");
        await silo.Store.Arrived;

        for (; !waiting.IsCompleted; await Task.Yield()) // once is not enough where the wait begins just now
            silo.Clock.Advance(TimeSpan.FromMilliseconds(1600));

        var problem = await (await waiting).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "deadline");
        Assert.Equal("my-call", problem.GetProperty("requestId").GetString());
        silo.Store.Release();
    }

    [Fact]
    public async Task RoleMapNotConfirmed_Answers503UntilItIs()
    {
        await using var silo = await RunningSilo.StartAsync();
        silo.Store.FailReads = true;
        silo.Clock.Advance(TimeSpan.FromSeconds(6));

        var response = await silo.AuthorizeAsync();

        await response.IsProblemAsync(HttpStatusCode.ServiceUnavailable, "role-map-stale");
    }
}
