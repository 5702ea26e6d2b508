using System.Collections.Concurrent;
using System.Text;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>What the function reported to the Runtime API.</summary>
/// <param name="Kind"><c>response</c> or <c>error</c>.</param>
public sealed record Report(string Kind, string? ContentType, string? ErrorType, JsonElement Body)
{
    /// <summary>Of the policy's one statement.</summary>
    public string? PolicyEffect => Body.GetProperty("policyDocument").GetProperty("Statement")[0].GetProperty("Effect").GetString();
}

/// <summary>A Lambda Runtime API on a free port: hands out events, collects what becomes of them.</summary>
public sealed class FakeRuntimeApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly string _prefix;
    private readonly Channel<(string Id, long? DeadlineMs, string? TraceId, byte[] Json)> _events = Channel.CreateUnbounded<(string, long?, string?, byte[])>();
    private readonly ConcurrentDictionary<string, Channel<Report>> _reports = new();
    private int _invocations;

    private FakeRuntimeApi(WebApplication app, string prefix)
    {
        _app = app;
        _prefix = prefix;
    }

    /// <summary>The value of <c>AWS_LAMBDA_RUNTIME_API</c>.</summary>
    public string Address => new Uri(_app.Urls.First()).Authority + _prefix;

    /// <summary>The status that answers a report; 202 unless set.</summary>
    public Func<Report, int> StatusOf { get; set; } = _ => StatusCodes.Status202Accepted;

    /// <summary>The status of <c>next</c> itself; anything but 200 comes at once and without an event.</summary>
    public int NextStatus { get; set; } = StatusCodes.Status200OK;

    public static async Task<FakeRuntimeApi> StartAsync(string prefix = "")
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var app = builder.Build();
        var api = new FakeRuntimeApi(app, prefix);
        app.MapGet($"{prefix}/2018-06-01/runtime/invocation/next", api.NextAsync);
        app.MapPost(
            $"{prefix}/2018-06-01/runtime/invocation/{{id}}/response",
            (HttpContext context, string id) => api.CollectAsync(context, id, "response"));
        app.MapPost(
            $"{prefix}/2018-06-01/runtime/invocation/{{id}}/error",
            (HttpContext context, string id) => api.CollectAsync(context, id, "error"));
        app.MapPost($"{prefix}/2018-06-01/runtime/init/error", (HttpContext context) => api.CollectAsync(context, "init", "error"));
        await app.StartAsync();
        return api;
    }

    /// <summary>Hands the event to the function and waits for its first report.</summary>
    public Task<Report> InvokeAsync(byte[] json, long? deadlineMs = null, string? traceId = null)
    {
        var id = $"request-{Interlocked.Increment(ref _invocations)}";
        _events.Writer.TryWrite((id, deadlineMs, traceId, json));
        return ReportAsync(id);
    }

    /// <summary>Waits for the next report about an invocation, or about <c>init</c>.</summary>
    public async Task<Report> ReportAsync(string id)
    {
        var report = ReportsOf(id).Reader.ReadAsync(TestContext.Current.CancellationToken).AsTask();
        return await report.WaitAsync(Patience.Limit);
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private Channel<Report> ReportsOf(string id) => _reports.GetOrAdd(id, _ => Channel.CreateUnbounded<Report>());

    private async Task NextAsync(HttpContext context)
    {
        context.Response.StatusCode = NextStatus;
        if (NextStatus != StatusCodes.Status200OK)
            return;

        var (id, deadline, traceId, json) = await _events.Reader.ReadAsync(context.RequestAborted);
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = id;
        if (deadline is not null)
            context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = deadline.ToString();
        if (traceId is not null)
            context.Response.Headers["Lambda-Runtime-Trace-Id"] = traceId;
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private async Task CollectAsync(HttpContext context, string id, string kind)
    {
        using var reader = new StreamReader(context.Request.Body, Encoding.UTF8);
        var body = JsonSerializer.Deserialize<JsonElement>(await reader.ReadToEndAsync(context.RequestAborted));
        var report = new Report(kind, context.Request.ContentType, context.Request.Headers["Lambda-Runtime-Function-Error-Type"], body);
        context.Response.StatusCode = StatusOf(report);
        await context.Response.CompleteAsync();
        ReportsOf(id).Writer.TryWrite(report);
    }
}
