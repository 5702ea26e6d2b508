namespace Tollgate.Local.Demo;

/// <summary>
/// The whole system as processes on this machine: Identity for Cognito and Okta, ApiGateway with the real authorizer, and a silo that keeps
/// its log in SQLite.
/// </summary>
public sealed class LocalSystem : IAsyncDisposable
{
    private readonly string _folder;
    private readonly int _dailyLimit;
    private readonly List<Part> _others = [];
    private Part? _silo;

    private LocalSystem(Ports ports, string folder, int dailyLimit)
    {
        _folder = folder;
        _dailyLimit = dailyLimit;
        SiloUrl = $"http://127.0.0.1:{ports.Silo}";
        IdentityUrl = $"http://127.0.0.1:{ports.Identity}";
        ApiUrl = $"http://127.0.0.1:{ports.ApiGateway}/Dev";
        Ports = ports;
    }

    public Ports Ports { get; }

    public string SiloUrl { get; }

    public string IdentityUrl { get; }

    /// <summary>The API's stage: <c>GET {ApiUrl}/blog</c>.</summary>
    public string ApiUrl { get; }

    public string SqlitePath => Path.Combine(_folder, "tollgate.db");

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });

    /// <summary>Starts everything, with <c>GET /blog</c> open to IT and Finance.</summary>
    /// <param name="folder">An empty folder for the event log and for what the processes print.</param>
    /// <exception cref="DemoFailedException">A port is busy, or a part does not come up.</exception>
    public static async Task<LocalSystem> StartAsync(Ports ports, string folder, int dailyLimit, CancellationToken cancellationToken)
    {
        ports.ThrowIfBusy();
        var system = new LocalSystem(ports, folder, dailyLimit);
        try
        {
            await Task.WhenAll(
                system.StartIdentityAsync(cancellationToken),
                system.StartSiloAsync(cancellationToken),
                system.StartApiGatewayAsync(cancellationToken));
            return system;
        }
        catch
        {
            await system.DisposeAsync();
            throw;
        }
    }

    public async Task StartSiloAsync(CancellationToken cancellationToken)
    {
        _silo = Part.Start("silo", BuiltPart.Silo, _folder, new Dictionary<string, string>
        {
            ["Urls"] = SiloUrl,
            ["Auth:Authority"] = IdentityUrl,
            ["Auth:Audience"] = "tollgate-web",
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Quota:DefaultDailyLimit"] = $"{_dailyLimit}",
            ["Store:SqlitePath"] = SqlitePath,
            ["Cluster:SiloPort"] = $"{Ports.OrleansSilo}",
            ["Cluster:GatewayPort"] = $"{Ports.OrleansGateway}",
            ["RoleMap:Bootstrap:0:Resource"] = "/blog",
            ["RoleMap:Bootstrap:0:Method"] = "GET",
            ["RoleMap:Bootstrap:0:Roles"] = "IT, Finance",
        });
        await _silo.UntilReadyAsync(Http, HttpMethod.Get, $"{SiloUrl}/health/ready", cancellationToken);
    }

    /// <summary><c>kill -9</c>: what was answered must be on disk already.</summary>
    public async Task KillSiloAsync()
    {
        await _silo!.KillAsync();
        await _silo.DisposeAsync();
    }

    /// <summary>A stop as an operator does it, by SIGTERM.</summary>
    /// <returns>The silo's exit code.</returns>
    public async Task<int> StopSiloAsync()
    {
        var exitCode = await _silo!.StopAsync();
        await _silo.DisposeAsync();
        return exitCode;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var part in _others)
            await part.DisposeAsync();
        if (_silo is not null)
            await _silo.DisposeAsync();
        Http.Dispose();
    }

    private async Task StartIdentityAsync(CancellationToken cancellationToken)
    {
        var identity = Part.Start("identity", BuiltPart.Identity, _folder, new Dictionary<string, string> { ["Urls"] = IdentityUrl });
        _others.Add(identity);
        await identity.UntilReadyAsync(Http, HttpMethod.Get, $"{IdentityUrl}/.well-known/openid-configuration", cancellationToken);
    }

    private async Task StartApiGatewayAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = $"http://127.0.0.1:{Ports.ApiGateway}",
            ["Lambda:Bootstrap"] = BuiltPart.Authorizer,
            ["Lambda:Environment:TOLLGATE_URL"] = SiloUrl,
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } runtime)
            settings["Lambda:Environment:DOTNET_ROOT"] = runtime; // the sandbox inherits nothing, and must find .NET
        var gateway = Part.Start("api-gateway", BuiltPart.ApiGateway, _folder, settings);
        _others.Add(gateway);
        await gateway.UntilReadyAsync(Http, HttpMethod.Options, $"{ApiUrl}/blog", cancellationToken);
    }
}
