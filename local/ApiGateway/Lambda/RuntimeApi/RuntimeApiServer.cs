using System.Net;
using Microsoft.AspNetCore.Hosting.Server;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Lambda.Sandboxes;

namespace Tollgate.Local.ApiGateway.Lambda.RuntimeApi;

/// <summary>The Lambda Runtime API, on loopback and apart from the gateway's own port. The port that a call comes in on names the sandbox.</summary>
public sealed class RuntimeApiServer(SandboxPool pool, IOptions<LambdaOptions> lambda, IOptions<AwsOptions> aws, ILoggerFactory loggers)
    : IHostedService, IAsyncDisposable
{
    private WebApplication? _app;

    public IReadOnlyList<int> Ports { get; private set; } = [];

    public async Task StartAsync(CancellationToken cancellationToken)
    {
        _app = Build();
        await _app.StartAsync(cancellationToken);

        var addresses = _app.Services.GetRequiredService<IServer>().Features.GetRequiredFeature<IServerAddressesFeature>().Addresses;
        Ports = [.. addresses.Select(address => new Uri(address).Port)];
        pool.Open(Ports);
    }

    public async Task StopAsync(CancellationToken cancellationToken)
    {
        // The sandboxes first: their open polls would hold the server up.
        await pool.CloseAsync();
        if (_app is not null)
            await _app.StopAsync(cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        await pool.CloseAsync();
        if (_app is not null)
            await _app.DisposeAsync();
    }

    private WebApplication Build()
    {
        // Empty on purpose: the gateway's Urls, environment and command line are not for this server.
        var builder = WebApplication.CreateEmptyBuilder(new());
        var firstPort = new Uri(lambda.Value.RuntimeApiUrl).Port;
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;   // the endpoints answer 413 themselves
            for (var n = 0; n < lambda.Value.Concurrency; n++)
                kestrel.Listen(IPAddress.Loopback, firstPort == 0 ? 0 : firstPort + n);
        });
        builder.Services.AddRoutingCore();
        builder.Services.AddSingleton(loggers);
        builder.Services.AddSingleton(pool);
        builder.Services.AddSingleton(new FunctionArn(aws.Value, lambda.Value));

        var app = builder.Build();
        app.MapRuntimeApi();
        return app;
    }
}
