using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>One call as the facade received it.</summary>
public sealed record FacadeCall(string Method, string Path, string? Authorization, string? ContentType, string? TraceParent, JsonElement Body);

/// <summary>A facade on a free port that answers as the test says.</summary>
public sealed class FakeFacade : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly TaskCompletionSource _called = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private FakeFacade(WebApplication app) => _app = app;

    public Uri Url => new(_app.Urls.First());

    public ConcurrentQueue<FacadeCall> Calls { get; } = new();

    /// <summary>Completes with the first call.</summary>
    public Task Called => _called.Task;

    public required RequestDelegate Answer { get; set; }

    public static Task<FakeFacade> StartAsync(int status, string body) => StartAsync(Reply(status, body));

    /// <param name="certificate">Answers over TLS with it.</param>
    public static async Task<FakeFacade> StartAsync(RequestDelegate answer, X509Certificate2? certificate = null)
    {
        var builder = WebApplication.CreateEmptyBuilder(new());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0, endpoint =>
        {
            if (certificate is not null)
                endpoint.UseHttps(certificate);
        }));
        var app = builder.Build();
        var facade = new FakeFacade(app) { Answer = answer };
        app.Run(facade.ReceiveAsync);
        await app.StartAsync();
        return facade;
    }

    public static RequestDelegate Reply(int status, string body, params (string Name, string Value)[] headers) => async context =>
    {
        context.Response.StatusCode = status;
        foreach (var (name, value) in headers)
            context.Response.Headers[name] = value;
        context.Response.ContentType = status == 200 ? "application/json" : "application/problem+json";
        await context.Response.WriteAsync(body, context.RequestAborted);
    };

    /// <summary>Answers when the caller has gone.</summary>
    public static async Task Hang(HttpContext context)
    {
        var gone = new TaskCompletionSource();
        await using var registration = context.RequestAborted.Register(gone.SetResult);
        await gone.Task;
    }

    public static Task Close(HttpContext context)
    {
        context.Abort();
        return Task.CompletedTask;
    }

    public static async Task CloseMidBody(HttpContext context)
    {
        context.Response.ContentLength = FacadeAnswers.Allow.Length;
        await context.Response.WriteAsync(FacadeAnswers.Allow[..^1], context.RequestAborted);
        await context.Response.Body.FlushAsync(context.RequestAborted);
        context.Abort();
    }

    public async ValueTask DisposeAsync() => await _app.DisposeAsync();

    private async Task ReceiveAsync(HttpContext context)
    {
        var body = await JsonSerializer.DeserializeAsync<JsonElement>(context.Request.Body, cancellationToken: context.RequestAborted);
        var headers = context.Request.Headers;
        Calls.Enqueue(new FacadeCall(context.Request.Method, context.Request.Path, headers.Authorization, headers.ContentType, headers.TraceParent, body));
        _called.TrySetResult();
        await Answer(context);
    }
}
