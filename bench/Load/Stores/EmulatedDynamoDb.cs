using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.DependencyInjection;
using Tollgate.DynamoDb;
using Tollgate.DynamoDb.Tables;
using Tollgate.EventStore;
using Tollgate.Local.DynamoDb;

namespace Tollgate.Load.Stores;

/// <summary>The event log as silos have it on DynamoDB, on an emulator that ends with the run.</summary>
internal sealed class EmulatedDynamoDb : IAsyncDisposable
{
    private readonly DynamoDbLocal _local;
    private readonly ServiceProvider _services;

    private EmulatedDynamoDb(DynamoDbLocal local, ServiceProvider services, IEventStore log) => (_local, _services, Log) = (local, services, log);

    public IEventStore Log { get; }

    /// <exception cref="DynamoDbLocalException">It was not fetched, or does not come up.</exception>
    public static async Task<EmulatedDynamoDb> StartAsync(CancellationToken stopping)
    {
        var local = await DynamoDbLocal.StartAsync(new DynamoDbLocalOptions(FreePort()) { IsForLong = true }, stopping);
        var services = new ServiceCollection()
            .AddLogging()
            .AddSingleton(TimeProvider.System)
            .Configure<DynamoDbOptions>(options => (options.ServiceUrl, options.CreateTables, options.RequestTimeoutMs) = (local.Url, true, 20_000)) // slow is not lost
            .AddDynamoDb()
            .BuildServiceProvider();
        await services.GetRequiredService<TableSetup>().EnsureAsync(services.GetRequiredService<TollgateTables>().Events, stopping);
        return new(local, services, services.CreateDynamoDbEventStore(static _ => null));
    }

    public async ValueTask DisposeAsync()
    {
        await _services.DisposeAsync();
        await _local.DisposeAsync();
    }

    private static int FreePort()
    {
        using var probe = new TcpListener(IPAddress.Loopback, 0);
        probe.Start();
        return ((IPEndPoint)probe.LocalEndpoint).Port;
    }
}
