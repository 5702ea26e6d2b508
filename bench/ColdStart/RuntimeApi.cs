using System.Threading.Channels;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tollgate.ColdStart;

/// <summary>What became of one event.</summary>
/// <param name="HandedOut">When it began to be sent, as <see cref="TimeProvider.GetTimestamp"/> counts.</param>
/// <param name="Posted">When the whole answer was there.</param>
internal sealed record Answered(long HandedOut, long Posted, byte[] Body)
{
    public TimeSpan Elapsed => TimeProvider.System.GetElapsedTime(HandedOut, Posted);
}

/// <summary>A Lambda Runtime API for one process.</summary>
internal sealed class RuntimeApi : IAsyncDisposable
{
    private readonly Channel<byte[]> _events = Channel.CreateBounded<byte[]>(1);
    private readonly Channel<Answered> _answers = Channel.CreateBounded<Answered>(1);
    private WebApplication? _app;
    private int _number;
    private long _handedOut;

    public string Address => new Uri(_app!.Urls.First()).Authority;

    public static async Task<RuntimeApi> StartAsync()
    {
        var api = new RuntimeApi();
        api._app = await LoopbackServer.StartAsync(api.HandleAsync);
        return api;
    }

    public async Task<Answered> InvokeAsync(byte[] json)
    {
        await _events.Writer.WriteAsync(json);
        return await _answers.Reader.ReadAsync().AsTask().WaitAsync(TimeSpan.FromSeconds(30));
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private Task HandleAsync(HttpContext context) =>
        context.Request.Path.Value!.EndsWith("/next", StringComparison.Ordinal) ? NextAsync(context) : CollectAsync(context);

    private async Task NextAsync(HttpContext context)
    {
        byte[] json;
        try
        {
            json = await _events.Reader.ReadAsync(context.RequestAborted);
        }
        catch (OperationCanceledException)
        {
            return; // the process was ended
        }

        context.Response.Headers["Lambda-Runtime-Aws-Request-Id"] = $"8476a536-e9f4-11e8-9739-{++_number:d12}";
        context.Response.Headers["Lambda-Runtime-Deadline-Ms"] = $"{TimeProvider.System.GetUtcNow().AddSeconds(5).ToUnixTimeMilliseconds()}";
        _handedOut = TimeProvider.System.GetTimestamp();
        await context.Response.WriteJsonAsync(json);
    }

    private async Task CollectAsync(HttpContext context)
    {
        var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var posted = TimeProvider.System.GetTimestamp();
        context.Response.StatusCode = StatusCodes.Status202Accepted;
        await context.Response.CompleteAsync();
        await _answers.Writer.WriteAsync(new Answered(_handedOut, posted, body.ToArray()));
    }
}
