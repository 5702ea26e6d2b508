using System.Globalization;
using System.Net;
using System.Net.Sockets;
using Tollgate.Local.DynamoDb;
using Tollgate.Throughput.Issuing;

namespace Tollgate.Throughput.Contending;

/// <summary>What every server is given: an issuer, a collector of telemetry, and a folder to have its own in.</summary>
internal sealed record BenchSetting(string Issuer, string Collector, string Folder);

/// <summary>The servers of the run, each started when it is first asked for. They stay until the end.</summary>
internal sealed class RunningServers(BenchSetting setting) : IAsyncDisposable
{
    private static readonly HttpClient Http = new() { Timeout = TimeSpan.FromSeconds(2) };

    private readonly Dictionary<Server, RunningServer> _running = [];
    private DynamoDbLocal? _dynamoDb;

    /// <exception cref="BenchFailedException">It does not come up.</exception>
    public async Task<RunningServer> GetAsync(Server server, CancellationToken cancellationToken)
    {
        if (!_running.TryGetValue(server, out var running))
            _running.Add(server, running = await StartAsync(server, cancellationToken));
        return running;
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var running in _running.Values)
            await running.DisposeAsync();
        if (_dynamoDb is not null)
            await _dynamoDb.DisposeAsync();
    }

    private async Task<RunningServer> StartAsync(Server server, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateDirectory(Path.Combine(setting.Folder, server.Name)).FullName;
        var url = $"http://127.0.0.1:{FreePort()}";
        var settings = new Dictionary<string, string>
        {
            ["Urls"] = url,
            ["Auth:Authority"] = setting.Issuer,
            ["Auth:Audience"] = Issuer.Audience,
            ["Auth:RequireHttpsMetadata"] = "false",
            ["Quota:DefaultDailyLimit"] = "1000000000",
        };
        if (server.Program == Program.Silo)
            AddSilo(settings);
        if (server.SendsTelemetry)
            (settings["OTEL_EXPORTER_OTLP_ENDPOINT"], settings["OTEL_EXPORTER_OTLP_PROTOCOL"]) = (setting.Collector, "http/protobuf");

        var processes = new List<ServerProcess>();
        try
        {
            await AddStoreAsync(server, folder, settings, processes, cancellationToken);
            foreach (var (key, value) in server.Settings)
                settings[key] = value;
            var process = ServerProcess.Start(server.Program.Path, folder, settings.Select(static pair => $"--{pair.Key}={pair.Value}"));
            processes.Add(process);
            await process.UntilAsync(() => AnswersAsync(url + "/health/ready", cancellationToken), cancellationToken);
            return new RunningServer(url, server, processes);
        }
        catch
        {
            foreach (var process in processes)
                await process.DisposeAsync();
            throw;
        }
    }

    private static void AddSilo(Dictionary<string, string> settings)
    {
        settings["Cluster:SiloPort"] = Text(FreePort());
        settings["Cluster:GatewayPort"] = "0";
        settings["RoleMap:Bootstrap:0:Resource"] = "/blog";
        settings["RoleMap:Bootstrap:0:Method"] = "GET";
        settings["RoleMap:Bootstrap:0:Roles"] = "IT, Finance";
    }

    private async Task AddStoreAsync(
        Server server, string folder, Dictionary<string, string> settings, List<ServerProcess> processes, CancellationToken cancellationToken)
    {
        switch (server.Store)
        {
            case Store.Sqlite:
                settings["Store:SqlitePath"] = Path.Combine(folder, "tollgate.db");
                break;
            case Store.DynamoDb:
                _dynamoDb ??= await DynamoDbLocal.StartAsync(new(FreePort()) { IsForLong = true }, cancellationToken);
                settings["Store:Provider"] = "DynamoDb";
                settings["DynamoDb:ServiceUrl"] = _dynamoDb.Url;
                settings["DynamoDb:Region"] = "eu-west-1";
                settings["DynamoDb:CreateTables"] = "true";
                settings["DynamoDb:TablePrefix"] = $"{server.Name}-";
                break;
            case Store.RedisAlways:
            case Store.RedisEverySecond:
                var port = FreePort();
                var redis = ServerProcess.Start("redis-server", folder,
                [
                    "--port", Text(port), "--bind", "127.0.0.1", "--dir", folder, "--save", "",
                    "--appendonly", "yes", "--appendfsync", server.Store == Store.RedisAlways ? "always" : "everysec",
                ]);
                processes.Add(redis);
                await redis.UntilAsync(() => ListensAsync(port, cancellationToken), cancellationToken);
                settings["Redis"] = $"127.0.0.1:{port}";
                break;
        }
    }

    private static async Task<bool> AnswersAsync(string url, CancellationToken cancellationToken)
    {
        try
        {
            using var answer = await Http.GetAsync(url, cancellationToken);
            return answer.IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static async Task<bool> ListensAsync(int port, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(IPAddress.Loopback, port, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }

    private static string Text(int number) => number.ToString(CultureInfo.InvariantCulture);
}
