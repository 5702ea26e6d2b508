using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tollgate.Gateways.Tests.Fixtures;

/// <summary>The API behind the gateway. It remembers who was let through, and answers what it was told of the caller.</summary>
internal sealed class ProtectedApi : IAsyncDisposable
{
    private readonly WebApplication _app;
    private readonly ConcurrentQueue<string> _reached = new();

    private ProtectedApi(WebApplication app) => _app = app;

    public int Port => new Uri(_app.Urls.Single()).Port;

    /// <summary>How many requests were let through for a user, by the gateway's word; "" is nobody.</summary>
    public int ReachedBy(string user) => _reached.Count(principal => principal == (user.Length == 0 ? "" : $"{user}@example.com"));

    public static async Task<ProtectedApi> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var api = new ProtectedApi(builder.Build());
        api._app.Run(api.AnswerAsync);
        await api._app.StartAsync();
        return api;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        _reached.Enqueue(context.Request.Headers["X-Quota-Principal"].ToString());
        using var body = new MemoryStream();
        await context.Request.Body.CopyToAsync(body);
        await context.Response.WriteAsJsonAsync(new
        {
            principal = context.Request.Headers["X-Quota-Principal"].ToString(),
            roles = context.Request.Headers["X-Quota-Roles"].ToString(),
            bodyLength = body.Length,
        });
    }
}
