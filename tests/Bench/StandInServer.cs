using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace Tollgate.Bench.Tests;

/// <summary>A server that answers <c>POST /v1/authorize</c> as a test wants it.</summary>
internal sealed class StandInServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private StandInServer(WebApplication app) => _app = app;

    public string Url => _app.Urls.Single();

    public static async Task<StandInServer> StartAsync(Func<Task<IResult>> answer)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/authorize", answer);
        await app.StartAsync();
        return new StandInServer(app);
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
