namespace Tollgate.Local.Demo;

/// <summary>
/// The whole system as processes on this machine: Identity for Cognito and Okta, ApiGateway with the real authorizer, and a silo that keeps
/// its log in SQLite.
/// </summary>
public sealed class LocalSystem : IAsyncDisposable
{
    private readonly SystemOptions _options;
    private readonly Ports _ports;
    private readonly List<Part> _others = [];
    private readonly Guard _guard = Guard.Start();
    private Part? _silo;

    private LocalSystem(SystemOptions options)
    {
        _options = options;
        _ports = options.Ports;
        SiloUrl = $"http://127.0.0.1:{_ports.Silo}";
        IdentityUrl = $"http://127.0.0.1:{_ports.Identity}";
        ApiUrl = $"http://127.0.0.1:{_ports.ApiGateway}/Dev";
        ConsoleUrl = $"http://localhost:{_ports.Silo}/console/";
        DomainUrl = $"https://localhost:{_ports.Domain}";
    }

    public string SiloUrl { get; }

    public string IdentityUrl { get; }

    /// <summary>The API's stage: <c>GET {ApiUrl}/blog</c>.</summary>
    public string ApiUrl { get; }

    /// <summary>The web app, as the silo serves it.</summary>
    public string ConsoleUrl { get; }

    /// <summary>Where browsers sign in, over TLS with a certificate of this machine's own.</summary>
    public string DomainUrl { get; }

    public string SqlitePath => Path.Combine(_options.Folder, "tollgate.db");

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 256 });

    /// <summary>Starts everything, with <c>GET /blog</c> open to IT and Finance.</summary>
    /// <exception cref="DemoFailedException">A port is busy, or a part does not come up.</exception>
    public static async Task<LocalSystem> StartAsync(SystemOptions options, CancellationToken cancellationToken)
    {
        options.Ports.ThrowIfBusy();
        var system = new LocalSystem(options);
        try
        {
            await Task.WhenAll(
                options.Authority is null ? system.StartIdentityAsync(cancellationToken) : Task.CompletedTask,
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
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = SiloUrl,
            ["Auth:Authority"] = _options.Authority ?? IdentityUrl,
            ["Auth:Audience"] = "tollgate-web",
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Quota:DefaultDailyLimit"] = $"{_options.DailyLimit}",
            ["Store:SqlitePath"] = SqlitePath,
            ["Cluster:SiloPort"] = $"{_ports.OrleansSilo}",
            ["Cluster:GatewayPort"] = $"{_ports.OrleansGateway}",
            ["Console:Path"] = BuiltPart.WebApp,
            ["Console:Domain"] = new Uri(DomainUrl).Authority,
            ["Console:UserPoolId"] = "local_tollgate",
            ["Console:UserPoolEndpoint"] = $"{DomainUrl}/",
            ["Console:ApiUrl"] = ApiUrl,
            ["RoleMap:Bootstrap:0:Resource"] = "/blog",
            ["RoleMap:Bootstrap:0:Method"] = "GET",
            ["RoleMap:Bootstrap:0:Roles"] = "IT, Finance",
        };
        _silo = Part.Start("silo", BuiltPart.Silo, _options.Folder, [settings, _options.Silo], _guard);
        await _silo.UntilReadyAsync(Http, HttpMethod.Get, $"{SiloUrl}/health/ready", cancellationToken);
    }

    /// <summary><c>kill -9</c>: what was answered must be on disk already.</summary>
    public async Task KillSiloAsync()
    {
        await _silo!.KillAsync();
        await ForgetSiloAsync();
    }

    /// <summary>SIGSTOP: the silo still listens, and answers nothing until <see cref="ResumeSiloAsync"/>.</summary>
    public Task SuspendSiloAsync() => _silo!.SignalAsync("STOP");

    public Task ResumeSiloAsync() => _silo!.SignalAsync("CONT");

    /// <summary>A stop as an operator does it, by SIGTERM.</summary>
    /// <returns>The silo's exit code.</returns>
    public async Task<int> StopSiloAsync()
    {
        var exitCode = await _silo!.StopAsync();
        await ForgetSiloAsync();
        return exitCode;
    }

    /// <summary>Starts one more gateway, of another kind or otherwise configured, before the same silo.</summary>
    /// <returns>Where it answers, without a stage.</returns>
    public async Task<string> AddApiGatewayAsync(string name, IReadOnlyDictionary<string, string> settings, CancellationToken cancellationToken)
    {
        var port = Ports.Free().ApiGateway;
        await StartApiGatewayAsync(name, port, settings, cancellationToken);
        return $"http://127.0.0.1:{port}";
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(_others.Append(_silo).OfType<Part>().Select(part => part.DisposeAsync().AsTask()));
        _others.Clear();
        _silo = null;
        await _guard.DisposeAsync();
        Http.Dispose();
    }

    private async Task ForgetSiloAsync()
    {
        await _silo!.DisposeAsync();
        _silo = null;
    }

    private async Task StartIdentityAsync(CancellationToken cancellationToken)
    {
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = IdentityUrl,
            ["Identity:DomainUrl"] = DomainUrl,
            ["Identity:OktaUrl"] = $"https://localhost:{_ports.Okta}",
            ["Identity:RedirectUris:0"] = ConsoleUrl,
        };
        var identity = Part.Start("identity", BuiltPart.Identity, _options.Folder, [settings, _options.Identity], _guard);
        _others.Add(identity);
        await identity.UntilReadyAsync(Http, HttpMethod.Get, $"{IdentityUrl}/.well-known/openid-configuration", cancellationToken);
    }

    private Task StartApiGatewayAsync(CancellationToken cancellationToken) =>
        StartApiGatewayAsync("api-gateway", _ports.ApiGateway, new Dictionary<string, string>(), cancellationToken);

    private async Task StartApiGatewayAsync(string name, int port, IReadOnlyDictionary<string, string> more, CancellationToken cancellationToken)
    {
        var url = $"http://127.0.0.1:{port}";
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = url,
            ["Lambda:Bootstrap"] = BuiltPart.Authorizer,
            ["Lambda:Environment:TOLLGATE_URL"] = SiloUrl,
            ["Gateway:Authorizer:AuthorizerResultTtlInSeconds"] = "0", // every call counts
        };
        if (Environment.GetEnvironmentVariable("DOTNET_ROOT") is { Length: > 0 } runtime)
            settings["Lambda:Environment:DOTNET_ROOT"] = runtime; // the sandbox inherits nothing, and must find .NET
        var gateway = Part.Start(name, BuiltPart.ApiGateway, _options.Folder, [settings, _options.ApiGateway, more], _guard);
        _others.Add(gateway);
        await gateway.UntilReadyAsync(Http, HttpMethod.Options, $"{url}/Dev/blog", cancellationToken);
    }
}
