using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Time.Testing;
using Tollgate.AuthorizerLambda.Answers;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Runtime;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests;

public sealed class HandlerTests : IDisposable
{
    private const string TraceId = "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1";

    private static readonly TimeSpan Timeout = TimeSpan.FromMilliseconds(2500);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 22, 12, 0, 0, TimeSpan.Zero));
    private readonly MemoryStream _log = new();

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Handler_WhenTheFacadeAllows_AllowsTheMethod()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);

        var answer = await AnswerAsync(facade.Url, TokenEvents.Blog());

        AssertPolicy(answer, "alice@example.com", "Allow", TokenEvents.BlogArn);
        Assert.Equal(38, answer.GetProperty("context").GetProperty("remaining").GetInt64());
        Assert.Equal("allow", LogLine().GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("api/")]
    public async Task Handler_AsksTheFacade_AsItsContractSays(string prefix)
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);

        await AnswerAsync(new Uri(facade.Url, prefix), TokenEvents.For($"{TokenEvents.Stage}/POST/orders/PUT-x", SampleToken.Text));

        var call = Assert.Single(facade.Calls);
        Assert.Equal("POST", call.Method);
        Assert.Equal($"/{prefix}v1/authorize", call.Path);
        Assert.Equal($"Bearer {SampleToken.Text}", call.Authorization);
        Assert.Equal("application/json", call.ContentType);
        Assert.Equal("00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", call.TraceParent);
        Assert.Equal("""{"method":"POST","path":"/orders/PUT-x","requestId":"request-1"}""", call.Body.GetRawText());
    }

    [Theory]
    [InlineData(429, FacadeAnswers.QuotaExhausted, "alice@example.com", "quota-exhausted")]
    [InlineData(403, FacadeAnswers.RoleNotAllowed, "carol@example.com", "role-not-allowed")]
    [InlineData(422, FacadeAnswers.InvalidPath, "unknown", "invalid-path")]
    [InlineData(500, "Internal Server Error", "unknown", "unavailable")]
    [InlineData(503, FacadeAnswers.Overloaded, "unknown", "unavailable")]
    [InlineData(200, "garbage", "unknown", "unavailable")]
    [InlineData(307, "", "unknown", "unavailable")]
    public async Task Handler_WhenTheFacadeDoesNotAllow_Denies(int status, string body, string principal, string reason)
    {
        await using var facade = await FakeFacade.StartAsync(status, body);

        var answer = await AnswerAsync(facade.Url, TokenEvents.Blog());

        AssertDenied(answer, reason, principal);
        Assert.Equal(reason, LogLine().GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Handler_WhenTheFacadeRefusesTheToken_FailsWithExactlyUnauthorized()
    {
        await using var facade = await FakeFacade.StartAsync(401, FacadeAnswers.Unauthenticated);

        var result = await HandleAsync(facade.Url, TokenEvents.Blog());

        Assert.Equal("Unauthorized", Assert.IsType<InvocationError>(result).Message);
        Assert.Equal("unauthorized", LogLine().GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("Bearer ")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer aaaa.bbbb.cccc")]
    public async Task Handler_WithoutATokenThatCouldBeValid_IsUnauthorizedWithoutACall(string? authorization)
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);

        var result = await HandleAsync(facade.Url, TokenEvents.Blog(authorization));

        Assert.Equal("Unauthorized", Assert.IsType<InvocationError>(result).Message);
        Assert.Empty(facade.Calls);
        Assert.Equal("unauthorized", LogLine().GetProperty("outcome").GetString());
    }

    [Theory]
    [InlineData("https://other", null, "another issuer")]
    [InlineData(null, "other", "another audience")]
    public async Task Handler_KnowingWhoseTokensAreAccepted_RefusesOthersWithoutACall(string? issuer, string? audience, string cause)
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        var options = new AuthorizerOptions(facade.Url) { Issuer = issuer, Audience = audience };

        var result = await HandleAsync(facade.Url, TokenEvents.Blog(), options: options);

        Assert.Equal("Unauthorized", Assert.IsType<InvocationError>(result).Message);
        Assert.Empty(facade.Calls);
        Assert.Equal(cause, LogLine().GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Handler_WithATokenInThePath_DoesNotLogIt()
    {
        await using var facade = await FakeFacade.StartAsync(403, FacadeAnswers.RoleNotAllowed);

        await AnswerAsync(facade.Url, TokenEvents.For($"{TokenEvents.Stage}/GET/{SampleToken.Text[..400]}"));

        Assert.Contains("[redacted]", LogLine().GetProperty("path").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Handler_WithAPathLongerThanAPolicyNames_DeniesWithoutACall()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);

        var answer = await AnswerAsync(facade.Url, TokenEvents.For($"{TokenEvents.Stage}/GET/{new string('a', 500)}"));

        AssertPolicy(answer, "unknown", "Deny", TokenEvents.Stage + "/*");
        Assert.Empty(facade.Calls);
    }

    // No policy names the path then, so nothing that it looks like can widen the answer; the facade takes it literally.
    [Fact]
    public async Task Handler_WithAPatternAsPathAndSimpleAnswers_AsksTheFacade()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        var json = Encoding.UTF8.GetString(GoldenCase.Event("http-api-2.0-simple")).Replace("/my/path", "/my/*", StringComparison.Ordinal);
        var options = new AuthorizerOptions(facade.Url) { HttpApiAnswer = AnswerForm.Simple };

        var result = await HandleAsync(facade.Url, Encoding.UTF8.GetBytes(json), options: options);

        Assert.True(JsonSerializer.Deserialize<JsonElement>(Assert.IsType<InvocationAnswer>(result).Json.Span).GetProperty("isAuthorized").GetBoolean());
        Assert.Equal("/my/*", Assert.Single(facade.Calls).Body.GetProperty("path").GetString());
    }

    [Theory]
    [InlineData("/GET/*")]
    [InlineData("/GET/bl?g")]
    [InlineData("/GET/${stage}")]
    public async Task Handler_WithAPatternAsPath_DeniesTheStageWithoutACall(string rest)
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);

        var answer = await AnswerAsync(facade.Url, TokenEvents.For(TokenEvents.Stage + rest));

        AssertPolicy(answer, "unknown", "Deny", TokenEvents.Stage + "/*");
        Assert.Equal("invalid-path", answer.GetProperty("context").GetProperty("reason").GetString());
        Assert.Empty(facade.Calls);
    }

    [Fact]
    public async Task Handler_WithAnotherEvent_FailsAndIsNotA401()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);

        var result = await HandleAsync(facade.Url, """{"type":"SCHEDULED"}"""u8.ToArray());

        Assert.Equal("Tollgate.MalformedEvent", Assert.IsType<InvocationError>(result).Type);
        Assert.Empty(facade.Calls);
        Assert.Equal("ERROR", LogLine().GetProperty("level").GetString());
    }

    [Fact]
    public async Task Handler_WhenTheFacadeIsSlow_DeniesAtItsTimeout() => await AssertDeniedAfterAsync(Timeout, deadline: null);

    [Fact]
    public async Task Handler_WhenTheDeadlineIsNearer_DeniesBeforeIt() =>
        await AssertDeniedAfterAsync(TimeSpan.FromMilliseconds(1000) - InvocationBudget.Margin, TimeSpan.FromMilliseconds(1000));

    [Fact]
    public async Task Handler_WithoutTimeLeft_DeniesWithoutACall()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);

        AssertDenied(await AnswerAsync(facade.Url, TokenEvents.Blog(), InvocationBudget.Margin), "unavailable");
        Assert.Empty(facade.Calls);
    }

    [Fact]
    public async Task Handler_WhenTheFacadeStallsMidBody_DeniesAtItsTimeout() => await AssertDeniedAfterAsync(Timeout, deadline: null, async context =>
    {
        context.Response.ContentLength = FacadeAnswers.Allow.Length;
        await context.Response.WriteAsync(FacadeAnswers.Allow[..^1], context.RequestAborted);
        await FakeFacade.Hang(context);
    });

    [Fact]
    public async Task Handler_WhenTheFacadeClosesMidBody_DeniesAfterOneRetryWithTheSameId()
    {
        await using var facade = await FakeFacade.StartAsync(FakeFacade.CloseMidBody);

        AssertDenied(await AnswerAsync(facade.Url, TokenEvents.Blog()), "unavailable");
        Assert.Equal(["request-1", "request-1"], facade.Calls.Select(call => call.Body.GetProperty("requestId").GetString()));
    }

    [Fact]
    public async Task Handler_WhenAConnectionDies_AsksOnceMoreWithTheSameId()
    {
        await using var facade = await FakeFacade.StartAsync(FakeFacade.Close);
        facade.Answer = async context =>
        {
            facade.Answer = FakeFacade.Reply(200, FacadeAnswers.Allow);
            await FakeFacade.Close(context);
        };

        AssertPolicy(await AnswerAsync(facade.Url, TokenEvents.Blog()), "alice@example.com", "Allow", TokenEvents.BlogArn);
        Assert.Equal(["request-1", "request-1"], facade.Calls.Select(call => call.Body.GetProperty("requestId").GetString()));
    }

    [Fact]
    public async Task Handler_WhenTheAnswerIsHuge_DeniesWithoutReadingItAll()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow + new string(' ', 1_000_000));

        AssertDenied(await AnswerAsync(facade.Url, TokenEvents.Blog()), "unavailable");
        Assert.Single(facade.Calls);
    }

    [Fact]
    public async Task Handler_WhenTheFacadeIsDown_Denies()
    {
        // Bound but not listening: the port stays ours and every connection to it is refused.
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));

        var answer = await AnswerAsync(new Uri($"http://{closed.LocalEndPoint}"), TokenEvents.Blog());

        AssertDenied(answer, "unavailable");
        Assert.Equal("connection: ConnectionError", LogLine().GetProperty("cause").GetString());
    }

    [Fact]
    public async Task Handler_WhenTheFacadeRedirects_DoesNotCarryTheTokenElsewhere()
    {
        await using var elsewhere = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var facade = await FakeFacade.StartAsync(context =>
        {
            context.Response.Redirect(elsewhere.Url.AbsoluteUri, permanent: false, preserveMethod: true);
            return Task.CompletedTask;
        });

        AssertDenied(await AnswerAsync(facade.Url, TokenEvents.Blog()), "unavailable");
        Assert.Empty(elsewhere.Calls);
    }

    public void Dispose()
    {
        // Holds for every test above: whatever happened, no part of the token reached the log.
        SampleToken.AssertNotIn(Encoding.UTF8.GetString(_log.ToArray()));
        _log.Dispose();
    }

    private async Task AssertDeniedAfterAsync(TimeSpan expected, TimeSpan? deadline, RequestDelegate? answer = null)
    {
        await using var facade = await FakeFacade.StartAsync(answer ?? FakeFacade.Hang);
        var answering = AnswerAsync(facade.Url, TokenEvents.Blog(), deadline);
        await facade.Called.WaitAsync(Patience.Limit, Cancelled);

        _time.Advance(expected - TimeSpan.FromMilliseconds(1));
        Assert.False(answering.IsCompleted);
        _time.Advance(TimeSpan.FromMilliseconds(1));

        AssertDenied(await answering, "unavailable");
        Assert.Equal("timeout", LogLine().GetProperty("cause").GetString());
    }

    private async Task<JsonElement> AnswerAsync(Uri url, byte[] json, TimeSpan? deadline = null)
    {
        var answer = Assert.IsType<InvocationAnswer>(await HandleAsync(url, json, deadline));
        return JsonSerializer.Deserialize<JsonElement>(answer.Json.Span);
    }

    private async Task<InvocationResult> HandleAsync(Uri url, byte[] json, TimeSpan? deadline = null, AuthorizerOptions? options = null)
    {
        using var facade = FacadeClient.Create(url);
        var handler = new Handler(facade, options ?? new AuthorizerOptions(url) { Timeout = Timeout }, _time, new JsonLog(_log, _time));
        var invocation = new Invocation("request-1", _time.GetUtcNow() + deadline, json) { TraceId = TraceId };
        return await handler.HandleAsync(invocation, Cancelled).WaitAsync(Patience.Limit);
    }

    private JsonElement LogLine() => JsonSerializer.Deserialize<JsonElement>(_log.ToArray());

    private static void AssertDenied(JsonElement answer, string reason, string principal = "unknown")
    {
        AssertPolicy(answer, principal, "Deny", TokenEvents.BlogArn);
        Assert.Equal(reason, answer.GetProperty("context").GetProperty("reason").GetString());
        Assert.NotEmpty(answer.GetProperty("context").GetProperty("errorMessage").GetString()!);
    }

    private static void AssertPolicy(JsonElement answer, string principal, string effect, string resource)
    {
        Assert.Equal(principal, answer.GetProperty("principalId").GetString());
        var statement = Assert.Single(answer.GetProperty("policyDocument").GetProperty("Statement").EnumerateArray());
        Assert.Equal(effect, statement.GetProperty("Effect").GetString());
        Assert.Equal(resource, Assert.Single(statement.GetProperty("Resource").EnumerateArray()).GetString());
    }
}
