using System.Net;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Tollgate.Grains;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Observability;

public sealed class TelemetryTests
{
    private const string TraceId = "5759e988bd862e3fe1be46a994272793";
    private const string TracedTraceId = "0af7651916cd43dd8448eb211c80319c";
    private const string CallerSpan = "53995c3f42cd8ad8";

    [Fact]
    public async Task TraceOfTheAuthorizer_GoesOnToTheGrain_OnWhicheverSiloItIs()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var silo = await RunningSilo.StartAsync(50, receiver.Settings);
        await using var another = await silo.StartAnotherAsync();

        // Wherever each principal lives: some on this silo, some on the other.
        for (var i = 0; i < 8; i++)
            Assert.Equal(HttpStatusCode.OK, (await TracedAsync(silo, silo.Forge.Issue(new TokenSpec { Email = $"user-{i}@example.com" }), "01")).StatusCode);

        await FakeTime.UntilAsync(() => Charges(receiver).Count == 8 && Requests(receiver).Count == 8);
        var spans = Spans(receiver).ToDictionary(span => span.SpanId);
        Assert.All(Requests(receiver), request => Assert.Equal(CallerSpan, request.ParentId));
        Assert.All(Requests(receiver), request => Assert.Equal("allowed", request.Tags[TelemetryNames.ReasonAttribute]));
        Assert.All(Charges(receiver), charge => Assert.True(IsUnderARequest(charge, spans), $"{charge} hangs in the air."));
        Assert.All(Charges(receiver), charge => Assert.Equal("/blog", charge.Tags[TelemetryNames.ResourceAttribute]));
        Assert.Contains(receiver.Spans, span => span.Name.Contains("Charge", StringComparison.Ordinal) && span.Name != TelemetryNames.ChargeSpan); // some went by message
        Assert.DoesNotContain(receiver.Spans.SelectMany(span => span.Tags), tag => tag.Value.Contains("@example.com", StringComparison.Ordinal) || tag.Value.Contains("eyJ", StringComparison.Ordinal));
        Assert.Equal("tollgate-silo", receiver.Resource["service.name"]);
    }

    [Theory]
    [InlineData("/v1/admin/quotas/alice@example.com")]
    [InlineData("/v1/admin/decisions?principal=alice@example.com")]
    [InlineData("/v1/nowhere/alice@example.com")]
    [InlineData("/v1/check/alice@example.com")]
    public async Task WhateverIsAsked_NobodyIsNamedInItsSpan(string path)
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var silo = await RunningSilo.StartAsync(50, receiver.Settings);
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        request.Headers.Authorization = new("Bearer", silo.Admin);
        request.Headers.Add("traceparent", $"00-{TraceId}-{CallerSpan}-01");
        request.Headers.UserAgent.ParseAdd("alice");

        using var response = await silo.Http.SendAsync(request, TestContext.Current.CancellationToken);

        await FakeTime.UntilAsync(() => Spans(receiver).Any(static span => span.ParentId == CallerSpan));
        Assert.DoesNotContain(Spans(receiver), span => span.Name.Contains("alice", StringComparison.Ordinal));
        Assert.DoesNotContain(Spans(receiver).SelectMany(span => span.Tags), tag => tag.Value.Contains("alice", StringComparison.Ordinal));
    }

    [Fact]
    public async Task CallerThatDoesNotTrace_IsNotTraced()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var silo = await RunningSilo.StartAsync(50, [.. receiver.Settings, ("Telemetry:SampleRatio", "1")]);

        await TracedAsync(silo, silo.Forge.Issue(), "00");
        await TracedAsync(silo, silo.Forge.Issue(), "01", TracedTraceId);

        await FakeTime.UntilAsync(() => receiver.Spans.Any(static span => span.TraceId == TracedTraceId)); // so what came before it has been sent
        Assert.DoesNotContain(receiver.Spans, span => span.TraceId == TraceId);
    }

    [Fact]
    public async Task MetricsAndLogs_ArriveToo_AndNoTokenWithThem()
    {
        await using var receiver = await OtlpReceiver.StartAsync();
        await using var silo = await RunningSilo.StartAsync(
            services => services.AddLogging(logging => logging.AddOpenTelemetry()), 0, receiver.Settings);
        var token = silo.Forge.Issue();

        await TracedAsync(silo, token, "01");

        await FakeTime.UntilAsync(() => receiver.Metrics.ContainsKey(TelemetryNames.Decisions) && receiver.Metrics.ContainsKey("http.server.request.duration"));
        await FakeTime.UntilAsync(() => receiver.Logs.Any(log => log.Text.Contains("quota-exhausted", StringComparison.Ordinal)));
        Assert.Contains(receiver.Logs, log => log.TraceId == TraceId);
        Assert.DoesNotContain(receiver.Logs, log => log.Text.Contains(token, StringComparison.Ordinal));
    }

    [Fact]
    public async Task WithoutAReceiver_NobodyListens()
    {
        await using var silo = await RunningSilo.StartAsync();

        await silo.AuthorizeAsync();

        using var source = new System.Diagnostics.ActivitySource(TelemetryNames.Source);
        Assert.False(source.HasListeners());
    }

    private static List<ReceivedSpan> Charges(OtlpReceiver receiver) => [.. Spans(receiver).Where(span => span.Name == TelemetryNames.ChargeSpan)];

    private static List<ReceivedSpan> Requests(OtlpReceiver receiver) => [.. Spans(receiver).Where(span => span.Name.StartsWith("POST", StringComparison.Ordinal))];

    // Every silo of one process sends what any of them does: that of the other one twice, and now and then something of another test's.
    private static IEnumerable<ReceivedSpan> Spans(OtlpReceiver receiver) => receiver.Spans.Where(static span => span.TraceId == TraceId).DistinctBy(static span => span.SpanId);

    private static bool IsUnderARequest(ReceivedSpan span, Dictionary<string, ReceivedSpan> spans)
    {
        while (span.ParentId != CallerSpan)
            if (!spans.TryGetValue(span.ParentId, out span!))
                return false;
        return span.TraceId == TraceId;
    }

    private static async Task<HttpResponseMessage> TracedAsync(RunningSilo silo, string token, string flags, string traceId = TraceId)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, "/v1/authorize") { Content = new StringContent("""{"method":"GET","path":"/blog"}""") };
        request.Headers.Authorization = new("Bearer", token);
        request.Headers.Add("traceparent", $"00-{traceId}-{CallerSpan}-{flags}");
        return await silo.Http.SendAsync(request, TestContext.Current.CancellationToken);
    }
}
