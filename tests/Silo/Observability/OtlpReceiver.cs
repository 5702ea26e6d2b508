using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tollgate.Silo.Tests.Observability;

/// <summary>An OTLP receiver on a free loopback port: it takes traces, metrics and logs as HTTP with protocol buffers, and remembers them.</summary>
internal sealed class OtlpReceiver : IAsyncDisposable
{
    private readonly WebApplication _app;

    private OtlpReceiver(WebApplication app) => _app = app;

    /// <summary>Not below /v1: it shares the process with the silo, which would trace what it is sent here, and so on without an end.</summary>
    public string Url => _app.Urls.Single() + "/otlp";

    public ConcurrentQueue<ReceivedSpan> Spans { get; } = new();

    public ConcurrentDictionary<string, bool> Metrics { get; } = new();

    public ConcurrentQueue<ReceivedLog> Logs { get; } = new();

    public ConcurrentDictionary<string, string> Resource { get; } = new();

    /// <summary>What makes a silo send to this receiver, at once, all that it has.</summary>
    public (string, string)[] Settings =>
    [
        ("OTEL_EXPORTER_OTLP_ENDPOINT", Url), ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf"), ("OTEL_BSP_SCHEDULE_DELAY", "50"), ("OTEL_BLRP_SCHEDULE_DELAY", "50"),
        ("OTEL_METRIC_EXPORT_INTERVAL", "200"),
    ];

    public static async Task<OtlpReceiver> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var receiver = new OtlpReceiver(builder.Build());
        receiver._app.MapPost("/otlp/v1/traces", context => receiver.TakeAsync(context, receiver.TakeSpans));
        receiver._app.MapPost("/otlp/v1/metrics", context => receiver.TakeAsync(context, receiver.TakeMetrics));
        receiver._app.MapPost("/otlp/v1/logs", context => receiver.TakeAsync(context, receiver.TakeLogs));
        await receiver._app.StartAsync();
        return receiver;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task TakeAsync(HttpContext context, Action<ProtobufMessage> take)
    {
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        var message = new ProtobufMessage(body.ToArray());
        foreach (var attribute in message.Along(1, 1, 1))
            Resource[attribute.Text(1)] = attribute.Along(2).Single().Text(1);
        take(message);
    }

    // Numbers of opentelemetry-proto: ResourceSpans, ScopeSpans, Span; trace_id 1, span_id 2, parent_span_id 4, name 5, attributes 9.
    private void TakeSpans(ProtobufMessage message)
    {
        foreach (var span in message.Along(1, 2, 2))
            Spans.Enqueue(new(span.Hex(1), span.Hex(2), span.Hex(4), span.Text(5), span.All(9).ToDictionary(tag => tag.Text(1), tag => tag.Along(2).Single().Text(1))));
    }

    // Metric; name 1.
    private void TakeMetrics(ProtobufMessage message)
    {
        foreach (var metric in message.Along(1, 2, 2))
            Metrics[metric.Text(1)] = true;
    }

    // LogRecord; body 5, attributes 6, trace_id 9.
    private void TakeLogs(ProtobufMessage message)
    {
        foreach (var log in message.Along(1, 2, 2))
            Logs.Enqueue(new(log.Along(5).Select(body => body.Text(1)).FirstOrDefault() ?? "", log.Hex(9)));
    }
}

internal sealed record ReceivedSpan(string TraceId, string SpanId, string ParentId, string Name, IReadOnlyDictionary<string, string> Tags);

internal sealed record ReceivedLog(string Text, string TraceId);
