using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;

namespace Tollgate.ColdStart;

/// <summary>A facade that allows everything at once and knows how long even that took it: what is left of a call is the authorizer's own.</summary>
internal sealed class PromptFacade : IAsyncDisposable
{
    // As a silo says it.
    private static readonly byte[] Allow = """
        {"decision":"allow","decisionId":"0dd6nk1m2s00a7rxxpkjv0rvw8","principal":"alice@example.com","roles":["IT"],"resource":"/blog","replayed":false,
        "quota":{"day":"2026-11-22","limit":50,"used":13,"remaining":37,"resetsAt":"2026-11-23T00:00:00Z","version":14}}
        """u8.ToArray();

    private WebApplication? _app;

    public string Url => _app!.Urls.First();

    /// <summary>Of the latest question: from its first byte read to the answer handed to the network.</summary>
    public TimeSpan Elapsed { get; private set; }

    public static async Task<PromptFacade> StartAsync()
    {
        var facade = new PromptFacade();
        facade._app = await LoopbackServer.StartAsync(facade.AnswerAsync);
        return facade;
    }

    public ValueTask DisposeAsync() => _app!.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        var started = TimeProvider.System.GetTimestamp();
        await context.Request.Body.CopyToAsync(Stream.Null);
        context.Response.Headers["RateLimit-Policy"] = "\"daily\";q=50;w=86400";
        context.Response.Headers["RateLimit"] = "\"daily\";r=37;t=41234";
        Elapsed = TimeProvider.System.GetElapsedTime(started);
        await context.Response.WriteJsonAsync(Allow);
    }
}
