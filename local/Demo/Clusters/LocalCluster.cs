namespace Tollgate.Local.Demo.Clusters;

/// <summary>Silos as processes on this machine, with DynamoDB for everything they share. <c>GET /blog</c> is open to IT and Finance.</summary>
public sealed class LocalCluster : IAsyncDisposable
{
    private readonly LocalClusterOptions _options;
    private readonly Guard _guard = Guard.Start();

    private LocalCluster(LocalClusterOptions options)
    {
        _options = options;
        Silos = [.. Enumerable.Range(0, options.Ports.Silos).Select(Describe)];
    }

    public IReadOnlyList<LocalSilo> Silos { get; }

    public HttpClient Http { get; } = new(new SocketsHttpHandler { MaxConnectionsPerServer = 512, UseProxy = false });

    /// <summary>Starts every silo, and waits until each is ready.</summary>
    /// <exception cref="DemoFailedException">A silo does not come up.</exception>
    public static async Task<LocalCluster> StartAsync(LocalClusterOptions options, CancellationToken cancellationToken)
    {
        var cluster = new LocalCluster(options);
        try
        {
            await Task.WhenAll(cluster.Silos.Select(silo => silo.StartAsync(cancellationToken)));
            return cluster;
        }
        catch
        {
            await cluster.DisposeAsync();
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await Task.WhenAll(Silos.Select(silo => silo.DisposeAsync().AsTask()));
        await _guard.DisposeAsync();
        Http.Dispose();
    }

    private LocalSilo Describe(int number)
    {
        var (name, url) = ($"silo-{number + 1}", $"http://127.0.0.1:{_options.Ports.Facade(number)}");
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = url,
            ["Auth:Authority"] = _options.Authority,
            ["Auth:Audience"] = "tollgate-web",
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Store:Provider"] = "DynamoDb",
            ["Cluster:Provider"] = "DynamoDb",
            ["Cluster:ClusterId"] = _options.ClusterId,
            ["Cluster:AdvertisedIP"] = "127.0.0.1",
            ["Cluster:SiloPort"] = $"{_options.Ports.OrleansSilo(number)}",
            ["Cluster:GatewayPort"] = $"{_options.Ports.OrleansGateway(number)}",
            ["DynamoDb:ServiceUrl"] = _options.DynamoDbUrl,
            ["DynamoDb:TablePrefix"] = _options.TablePrefix,
            ["DynamoDb:CreateTables"] = "true",
            ["RoleMap:Bootstrap:0:Resource"] = "/blog",
            ["RoleMap:Bootstrap:0:Method"] = "GET",
            ["RoleMap:Bootstrap:0:Roles"] = "IT, Finance",
        };
        return new LocalSilo(name, url, Http, () => Part.Start($"{_options.ClusterId}-{name}", BuiltPart.Silo, _options.Folder, [settings, _options.Silo, _options.OneSilo(number)], _guard));
    }
}
