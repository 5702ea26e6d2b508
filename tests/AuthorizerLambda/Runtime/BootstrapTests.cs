using System.Net;
using System.Net.Sockets;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Runtime;

public sealed class BootstrapTests
{
    [Theory]
    [InlineData("")]
    [InlineData("/tollgate-authorizer")]
    public async Task Bootstrap_OverSeveralInvocations_AnswersEachByItself(string prefix)
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var api = await FakeRuntimeApi.StartAsync(prefix);
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri);

        var allowed = await api.InvokeAsync(TokenEvents.Blog());
        facade.Answer = FakeFacade.Reply(401, FacadeAnswers.Unauthenticated);
        var unauthorized = await api.InvokeAsync(TokenEvents.Blog());
        facade.Answer = FakeFacade.Reply(429, FacadeAnswers.QuotaExhausted);
        var denied = await api.InvokeAsync(TokenEvents.Blog());
        var malformed = await api.InvokeAsync("not an event"u8.ToArray());
        facade.Answer = FakeFacade.Reply(200, FacadeAnswers.Allow);
        var allowedAgain = await api.InvokeAsync(TokenEvents.Blog());

        Assert.Equal(("response", "Allow"), (allowed.Kind, allowed.PolicyEffect));
        Assert.Equal("error", unauthorized.Kind);
        Assert.Equal("application/vnd.aws.lambda.error+json", unauthorized.ContentType);
        Assert.Equal("Tollgate.Unauthorized", unauthorized.ErrorType);
        Assert.Equal(
            """{"errorMessage":"Unauthorized","errorType":"Tollgate.Unauthorized","stackTrace":[]}""", unauthorized.Body.GetRawText());
        Assert.Equal(("response", "Deny"), (denied.Kind, denied.PolicyEffect));
        Assert.Equal(("error", "Tollgate.MalformedEvent"), (malformed.Kind, malformed.ErrorType));
        Assert.Equal(("response", "Allow"), (allowedAgain.Kind, allowedAgain.PolicyEffect));

        Assert.Equal(
            ["request-1", "request-2", "request-3", "request-5"],
            facade.Calls.Select(call => call.Body.GetProperty("requestId").GetString()));
        Assert.Equal(
            ["request-1", "request-2", "request-3", "request-4", "request-5"],
            (await bootstrap.LogAsync()).Select(line => line.GetProperty("requestId").GetString()));
    }

    [Fact]
    public async Task Bootstrap_WhenItsWarmConnectionDies_AsksAgainWithTheSameId()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri);
        await api.InvokeAsync(TokenEvents.Blog());
        facade.Answer = async context =>
        {
            facade.Answer = FakeFacade.Reply(200, FacadeAnswers.Allow);
            await FakeFacade.Close(context);
        };

        Assert.Equal("Allow", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);
        Assert.Equal(
            ["request-1", "request-2", "request-2"], facade.Calls.Select(call => call.Body.GetProperty("requestId").GetString()));
    }

    [Fact]
    public async Task Bootstrap_WhenTheDeadlineIsNearerThanTheTimeout_AnswersBeforeIt()
    {
        await using var facade = await FakeFacade.StartAsync(FakeFacade.Hang);
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri, timeoutMs: 29_000);
        await api.InvokeAsync(TokenEvents.Blog(authorization: null)); // started and warm

        var time = TimeProvider.System;
        var deadline = time.GetUtcNow().AddMilliseconds(1500);
        var report = await api.InvokeAsync(TokenEvents.Blog(), deadline.ToUnixTimeMilliseconds());

        // The exact instant is the handler's test; here only: the header was read, or this would have taken 29 s.
        Assert.True(time.GetUtcNow() < deadline.AddSeconds(15));
        Assert.Equal("Deny", report.PolicyEffect);
        Assert.Equal("unavailable", report.Body.GetProperty("context").GetProperty("reason").GetString());
    }

    [Fact]
    public async Task Bootstrap_GivenATrace_GoesOnWithIt()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri);

        await api.InvokeAsync(TokenEvents.Blog(), traceId: "Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1");
        await api.InvokeAsync(TokenEvents.Blog());

        Assert.Equal(["00-5759e988bd862e3fe1be46a994272793-53995c3f42cd8ad8-01", null], facade.Calls.Select(call => call.TraceParent));
    }

    [Theory]
    [InlineData(null, null, "TOLLGATE_URL")]
    [InlineData("not a url", null, "TOLLGATE_URL")]
    [InlineData("http://localhost", 0, "TOLLGATE_TIMEOUT_MS")]
    public async Task Bootstrap_WithWrongOptions_ReportsAnInitErrorAndExits(string? url, int? timeoutMs, string variable)
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(api.Address, url, timeoutMs);

        var report = await api.ReportAsync("init");

        Assert.Equal("Tollgate.InvalidOptions", report.ErrorType);
        Assert.StartsWith(variable, report.Body.GetProperty("errorMessage").GetString(), StringComparison.Ordinal);
        Assert.Equal(1, await bootstrap.ExitAsync());
        var line = Assert.Single(await bootstrap.LogAsync());
        Assert.Equal(report.Body.GetProperty("errorMessage").GetString(), line.GetProperty("message").GetString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("::not an address::")]
    public async Task Bootstrap_WithoutARuntimeApi_SaysSoAndExits(string? runtimeApi)
    {
        await using var bootstrap = BootstrapProcess.Start(runtimeApi, "http://localhost");

        Assert.Equal(1, await bootstrap.ExitAsync());
        var line = Assert.Single(await bootstrap.LogAsync());
        Assert.StartsWith("AWS_LAMBDA_RUNTIME_API", line.GetProperty("message").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Bootstrap_WithWrongOptionsAndNoRuntimeListening_StillExits()
    {
        using var closed = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        closed.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        await using var bootstrap = BootstrapProcess.Start(closed.LocalEndPoint!.ToString(), url: null);

        Assert.Equal(1, await bootstrap.ExitAsync());
    }

    [Theory]
    [InlineData(403)]
    [InlineData(500)]
    public async Task Bootstrap_WhenNextFails_Exits(int status)
    {
        await using var api = await FakeRuntimeApi.StartAsync();
        api.NextStatus = status;
        await using var bootstrap = BootstrapProcess.Start(api.Address, "http://localhost");

        Assert.Equal(1, await bootstrap.ExitAsync());
    }

    [Fact]
    public async Task Bootstrap_WhenTheRuntimeBreaksOnAnAnswer_Exits()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var api = await FakeRuntimeApi.StartAsync();
        api.StatusOf = _ => 500;
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri);

        await api.InvokeAsync(TokenEvents.Blog());

        Assert.Equal(1, await bootstrap.ExitAsync());
    }

    [Fact]
    public async Task Bootstrap_WhenTheAnswerIsTooLarge_ReportsAnErrorAndGoesOn()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var api = await FakeRuntimeApi.StartAsync();
        api.StatusOf = report => report.Kind == "response" ? 413 : 202;
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri);

        Assert.Equal("response", (await api.InvokeAsync(TokenEvents.Blog())).Kind);
        Assert.Equal("Tollgate.AnswerTooLarge", (await api.ReportAsync("request-1")).ErrorType);

        api.StatusOf = _ => 202;
        Assert.Equal("Allow", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);
    }

    [Fact]
    public async Task Bootstrap_WhenAResultComesTooLate_GoesOn()
    {
        await using var facade = await FakeFacade.StartAsync(200, FacadeAnswers.Allow);
        await using var api = await FakeRuntimeApi.StartAsync();
        api.StatusOf = _ => 403;
        await using var bootstrap = BootstrapProcess.Start(api.Address, facade.Url.AbsoluteUri);
        await api.InvokeAsync(TokenEvents.Blog());

        api.StatusOf = _ => 202;
        Assert.Equal("Allow", (await api.InvokeAsync(TokenEvents.Blog())).PolicyEffect);
        Assert.False(bootstrap.HasExited);
        Assert.Contains(await bootstrap.LogAsync(), line => line.TryGetProperty("cause", out var cause) && cause.GetString() == "status 403");
    }
}
