using System.Net;
using System.Net.Sockets;
using Microsoft.Extensions.Logging.Abstractions;
using Tollgate.DynamoDb.EventStore;
using Tollgate.DynamoDb.Tables;
using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.Local.DynamoDb;

[assembly: AssemblyFixture(typeof(SharedDynamoDb))]

namespace Tollgate.DynamoDb.Tests.Fixtures;

/// <summary>One DynamoDB Local for the whole suite, in memory. Tests keep apart by stream, cluster or table prefix.</summary>
public sealed class SharedDynamoDb : IAsyncLifetime
{
    private DynamoDbLocal? _local;
    private DynamoDbConnection? _connection;

    public string Url => _local!.Url;

    public DynamoDbConnection Connection => _connection!;

    public TollgateTables Tables { get; } = new("shared-");

    /// <summary>A store that lets nothing expire.</summary>
    public DynamoDbEventStore Store => StoreOver(Connection);

    /// <param name="url">Another way there, such as a line with faults.</param>
    public DynamoDbOptions Options(string? url = null, string prefix = "shared-") =>
        new() { ServiceUrl = url ?? Url, TablePrefix = prefix, RequestTimeoutMs = 20_000 };

    public DynamoDbEventStore StoreOver(DynamoDbConnection connection) => new(connection, Tables.Events.Name, static _ => null, TimeProvider.System);

    public static TableSetup Setup(DynamoDbConnection connection, bool create = true) =>
        new(connection, create, TimeProvider.System, NullLogger<TableSetup>.Instance);

    public async ValueTask InitializeAsync()
    {
        _local = await DynamoDbLocal.StartAsync(new DynamoDbLocalOptions(FreePort()), CancellationToken.None);
        _connection = DynamoDbConnection.Open(Options());
        foreach (var table in (TableDefinition[])[Tables.Events, Tables.Silos, Tables.GrainState])
            await Setup(_connection).EnsureAsync(table, CancellationToken.None);
    }

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        if (_local is not null)
            await _local.DisposeAsync();
    }

    public static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
