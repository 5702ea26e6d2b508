using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Tollgate.Throughput.Contending;

namespace Tollgate.Throughput.Collecting;

/// <summary>Takes what a silo sends over OTLP (HTTP, protobuf), as a collector next to it would, and throws it away.</summary>
internal sealed class Collector : IAsyncDisposable
{
    private readonly WebApplication _app;
    private long _received;

    private Collector(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<Collector> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var collector = new Collector(builder.Build());
        collector._app.Urls.Add("http://127.0.0.1:0");
        collector._app.MapPost("/v1/{signal}", collector.TakeAsync);
        await collector._app.StartAsync();
        return collector;
    }

    /// <exception cref="BenchFailedException">Somebody was to send, and nobody did: the figures are of something else.</exception>
    public void ThrowIfNothingCame(IEnumerable<Contender> contenders)
    {
        if (contenders.Any(static contender => contender.Server.SendsTelemetry) && Volatile.Read(ref _received) == 0)
            throw new BenchFailedException("No telemetry was sent.");
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpRequest request)
    {
        await request.Body.CopyToAsync(Stream.Null, request.HttpContext.RequestAborted);
        Interlocked.Increment(ref _received);
    }
}
