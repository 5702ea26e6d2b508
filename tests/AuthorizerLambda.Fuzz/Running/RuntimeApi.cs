using System.Net;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Running;

/// <summary>A Lambda Runtime API for one process, with as little around it as can be: it is asked millions of times.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(10);

    private readonly Channel<byte[]> _events = Channel.CreateBounded<byte[]>(1);
    private readonly Channel<Report> _reports = Channel.CreateBounded<Report>(1);
    private WebApplication? _app;
    private int _number;

    public string Address => new Uri(_app!.Urls.First()).Authority;

    public static async Task<RuntimeApi> StartAsync()
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        var api = new RuntimeApi { _app = builder.Build() };
        api._app.Run(api.HandleAsync);
        await api._app.StartAsync();
        return api;
    }

    /// <exception cref="TimeoutException">The function let its deadline go by, and as much again: it hangs, or is gone.</exception>
    public async Task<Report> InvokeAsync(byte[] json)
    {
        await _events.Writer.WriteAsync(json);
        return await _reports.Reader.ReadAsync().AsTask().WaitAsync(2 * Deadline, TimeProvider.System);
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private Task HandleAsync(HttpContext context) =>
        context.Request.Path.Value!.EndsWith("/next", StringComparison.Ordinal) ? NextAsync(context) : CollectAsync(context);

    private async Task NextAsync(HttpContext context)
    {
        var json = await _events.Reader.ReadAsync(context.RequestAborted);
        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = $"invocation-{++_number}";
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{(TimeProvider.System.GetUtcNow() + Deadline).ToUnixTimeMilliseconds()}";
        context.Response.ContentLength = json.Length;
        await context.Response.Body.WriteAsync(json, context.RequestAborted);
    }

    private async Task CollectAsync(HttpContext context)
    {
        using var body = await JsonDocument.ParseAsync(context.Request.Body, cancellationToken: context.RequestAborted);
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.CompleteAsync();
        await _reports.Writer.WriteAsync(new Report(context.Request.Path.Value!.Split('/')[^1], body.RootElement.Clone()));
    }
}
