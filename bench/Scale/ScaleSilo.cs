using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Orleans.Storage;
using Tollgate.EventStore;
using Tollgate.Grains;
using Tollgate.Grains.Quotas;
using Tollgate.Sqlite.EventStore;
using Tollgate.Sqlite.GrainState;

namespace Tollgate.Scale;

/// <summary>A silo in this process on a SQLite log, with snapshots, without HTTP.</summary>
internal sealed class ScaleSilo : IAsyncDisposable
{
    private readonly IHost _host;
    private readonly SqliteEventStore _log;

    private ScaleSilo(IHost host, SqliteEventStore log) => (_host, _log) = (host, log);

    public QuotaClient Quotas => _host.Services.GetRequiredService<QuotaClient>();

    public static async Task<ScaleSilo> StartAsync(string folder, CancellationToken cancellationToken)
    {
        var log = SqliteEventStore.Open(new SqliteEventStoreOptions { Path = Path.Combine(folder, "tollgate.db") });
        var builder = Host.CreateEmptyApplicationBuilder(null);
        builder.Logging.SetMinimumLevel(LogLevel.Error);
        builder.UseOrleans(silo => silo.UseLocalhostClustering(FreePort(), gatewayPort: 0));
        builder.Services.AddSingleton<IEventStore>(log);
        builder.Services.AddSingleton(TimeProvider.System);
        builder.Services.AddKeyedSingleton<IGrainStorage>(
            QuotaSnapshots.StorageName, (services, _) => SqliteGrainStorage.Open(Path.Combine(folder, "snapshots.db"), services));
        builder.Services.Configure<QuotaOptions>(static quota => (quota.DefaultDailyLimit, quota.DecisionTimeoutMs) = (1_000_000_000, 30_000));
        builder.Services.AddTollgateGrains();
        var host = builder.Build();
        await host.StartAsync(cancellationToken);
        return new ScaleSilo(host, log);
    }

    public async ValueTask DisposeAsync()
    {
        await _host.StopAsync();
        _host.Dispose();
        await _log.DisposeAsync();
    }

    private static int FreePort()
    {
        using var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        socket.Bind(new IPEndPoint(IPAddress.Loopback, 0));
        return ((IPEndPoint)socket.LocalEndPoint!).Port;
    }
}
