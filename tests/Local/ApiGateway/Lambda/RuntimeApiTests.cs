using System.Net;
using System.Text;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Lambda;

/// <summary>The Runtime API as its client sees it: the sandbox process stays silent and the test speaks in its place.</summary>
public sealed class RuntimeApiTests : IAsyncLifetime
{
    private readonly HttpClient _runtime = new();
    private RunningGateway _gateway = null!;
    private bool _sandboxIsUp;

    public async ValueTask InitializeAsync()
    {
        _gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=1", "--Lambda:Environment:SCRIPT_INIT=hang");
        _runtime.BaseAddress = new Uri($"http://127.0.0.1:{_gateway.RuntimeApiPorts.Single()}/2018-06-01/runtime/");
    }

    public async ValueTask DisposeAsync()
    {
        _runtime.Dispose();
        await _gateway.DisposeAsync();
    }

    [Fact]
    public async Task Next_Event_ComesWithTheDocumentedHeaders()
    {
        var sent = DateTimeOffset.FromUnixTimeMilliseconds(TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds());
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();

        Assert.Equal(HttpStatusCode.OK, next.StatusCode);
        Assert.True(Guid.TryParse(RequestId(next), out _));
        Assert.InRange(long.Parse(next.Header("Lambda-Runtime-Deadline-Ms")!), sent.ToUnixTimeMilliseconds() + 5000, sent.ToUnixTimeMilliseconds() + 60_000);
        Assert.Equal("arn:aws:lambda:us-east-1:123456789012:function:tollgate-authorizer", next.Header("Lambda-Runtime-Invoked-Function-Arn"));
        Assert.Matches("^Root=1-[0-9a-f]{8}-[0-9a-f]{24};Parent=[0-9a-f]{16};Sampled=0$", next.Header("Lambda-Runtime-Trace-Id"));
        Assert.Equal("""{"type":"TOKEN","authorizationToken":"a.token","methodArn":"arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/blog"}""", await next.TextAsync());

        await PostAsync($"invocation/{RequestId(next)}/error", """{"errorMessage":"Unauthorized","errorType":"Unauthorized"}""");
        Assert.Equal(HttpStatusCode.Unauthorized, (await call).StatusCode);
    }

    [Fact]
    public async Task Response_Accepted_Is202AndAnswersTheCaller()
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();
        using var posted = await PostAsync($"invocation/{RequestId(next)}/response", """{"principalId":"a","policyDocument":{"Statement":[{"Effect":"Allow","Action":"*","Resource":"*"}]}}""");

        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.Equal("""{"status":"OK"}""", await posted.TextAsync());
        Assert.Equal(HttpStatusCode.OK, (await call).StatusCode);
    }

    [Theory]
    [InlineData("response")]
    [InlineData("error")]
    public async Task Post_OtherRequestId_Is400AndTheEventStaysOpen(string kind)
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();
        using var wrong = await PostAsync($"invocation/{Guid.NewGuid()}/{kind}", "{}");
        using var right = await PostAsync($"invocation/{RequestId(next)}/error", """{"errorMessage":"Unauthorized"}""");

        await AssertErrorAsync(wrong, HttpStatusCode.BadRequest, "InvalidRequestID");
        Assert.Equal(HttpStatusCode.Accepted, right.StatusCode);
        Assert.Equal(HttpStatusCode.Unauthorized, (await call).StatusCode);
    }

    [Fact]
    public async Task Post_SecondAnswer_Is403AndChangesNothing()
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();
        using var first = await PostAsync($"invocation/{RequestId(next)}/error", """{"errorMessage":"Unauthorized"}""");
        using var second = await PostAsync($"invocation/{RequestId(next)}/response", "{}");

        Assert.Equal(HttpStatusCode.Accepted, first.StatusCode);
        await AssertErrorAsync(second, HttpStatusCode.Forbidden, "InvalidStateTransition");
        Assert.Equal(HttpStatusCode.Unauthorized, (await call).StatusCode);
    }

    [Fact]
    public async Task Next_WithAnEventOpen_Is403()
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();
        using var again = await NextAsync();
        using var posted = await PostAsync($"invocation/{RequestId(next)}/error", """{"errorMessage":"Unauthorized"}""");

        await AssertErrorAsync(again, HttpStatusCode.Forbidden, "InvalidStateTransition");
        Assert.Equal(HttpStatusCode.Unauthorized, (await call).StatusCode);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Response_Above6Megabytes_Is413AndTheCallFails(bool chunked)
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();
        using var content = new StringContent(new string('x', 6 * 1024 * 1024 + 101));
        using var request = new HttpRequestMessage(HttpMethod.Post, $"invocation/{RequestId(next)}/response") { Content = content };
        request.Headers.TransferEncodingChunked = chunked;
        using var posted = await _runtime.SendAsync(request, TestContext.Current.CancellationToken);

        await AssertErrorAsync(posted, HttpStatusCode.RequestEntityTooLarge, "RequestEntityTooLarge");
        Assert.Equal(HttpStatusCode.InternalServerError, (await call).StatusCode);
    }

    [Theory]
    [InlineData("")]
    [InlineData("not json")]
    [InlineData("\"Unauthorized\"")]
    [InlineData("""{"errorMessage":7}""")]
    public async Task Error_OddBody_IsStillAFunctionError(string body)
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();
        using var posted = await PostAsync($"invocation/{RequestId(next)}/error", body);

        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await call).StatusCode);
    }

    [Fact]
    public async Task InitError_BeforeTheFirstEvent_Is202AndFailsTheCall()
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var posted = await PostWhenSandboxIsUpAsync("init/error", """{"errorMessage":"no configuration","errorType":"Runtime.Config"}""");

        Assert.Equal(HttpStatusCode.Accepted, posted.StatusCode);
        Assert.Equal(HttpStatusCode.InternalServerError, (await call).StatusCode);
    }

    [Fact]
    public async Task InitError_AfterTheFirstEvent_Is403()
    {
        var call = _gateway.GetAsync("/Dev/blog", "a.token");
        using var next = await NextAsync();
        using var posted = await PostAsync("init/error", """{"errorMessage":"too late"}""");
        using var answered = await PostAsync($"invocation/{RequestId(next)}/error", """{"errorMessage":"Unauthorized"}""");

        await AssertErrorAsync(posted, HttpStatusCode.Forbidden, "InvalidStateTransition");
        Assert.Equal(HttpStatusCode.Unauthorized, (await call).StatusCode);
    }

    // The sandbox exists as soon as the call has come in; until then the Runtime API refuses.
    private Task<HttpResponseMessage> NextAsync() =>
        _sandboxIsUp ? _runtime.GetAsync("invocation/next", TestContext.Current.CancellationToken) : OnceAcceptedAsync(cancel => _runtime.GetAsync("invocation/next", cancel));

    private Task<HttpResponseMessage> PostWhenSandboxIsUpAsync(string path, string json) =>
        OnceAcceptedAsync(_ => PostAsync(path, json));

    private async Task<HttpResponseMessage> OnceAcceptedAsync(Func<CancellationToken, Task<HttpResponseMessage>> send)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(20));
        while (true)
        {
            var answer = await send(patience.Token);
            _sandboxIsUp = answer.StatusCode != HttpStatusCode.Forbidden;
            if (_sandboxIsUp)
                return answer;
            answer.Dispose();
            await Task.Delay(TimeSpan.FromMilliseconds(5), TimeProvider.System, patience.Token);
        }
    }

    private Task<HttpResponseMessage> PostAsync(string path, string json) =>
        _runtime.PostAsync(path, new StringContent(json, Encoding.UTF8, "application/json"), TestContext.Current.CancellationToken);

    private static string RequestId(HttpResponseMessage next) => next.Header("Lambda-Runtime-Aws-Request-Id")!;

    private static async Task AssertErrorAsync(HttpResponseMessage answer, HttpStatusCode status, string errorType)
    {
        Assert.Equal(status, answer.StatusCode);
        var body = await answer.JsonAsync();
        Assert.Equal(errorType, body.GetProperty("errorType").GetString());
        Assert.Equal(JsonValueKind.String, body.GetProperty("errorMessage").ValueKind);
    }
}
