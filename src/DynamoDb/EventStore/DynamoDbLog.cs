using Microsoft.Extensions.Logging.Abstractions;
using Tollgate.DynamoDb.Tables;

namespace Tollgate.DynamoDb.EventStore;

/// <summary>The event log for a program that is no silo: opened, used and closed. It makes no table.</summary>
public sealed class DynamoDbLog : IDisposable
{
    private readonly DynamoDbConnection _connection;

    private DynamoDbLog(DynamoDbConnection connection, DynamoDbEventStore store) => (_connection, Store) = (connection, store);

    public DynamoDbEventStore Store { get; }

    /// <param name="expiresAt">When a stream of this name has expired; may be left out by whoever only reads.</param>
    /// <exception cref="DynamoDbUnavailableException">There is no such table, or it cannot be reached; the message says which, in one line.</exception>
    public static async Task<DynamoDbLog> OpenAsync(
        DynamoDbOptions options, TimeProvider clock, CancellationToken cancellationToken, Func<string, DateTimeOffset?>? expiresAt = null)
    {
        var connection = DynamoDbConnection.Open(options);
        try
        {
            var table = new TollgateTables(options.TablePrefix).Events;
            await new TableSetup(connection, create: false, TimeProvider.System, NullLogger<TableSetup>.Instance).EnsureAsync(table, cancellationToken);
            return new DynamoDbLog(connection, new DynamoDbEventStore(connection, table.Name, expiresAt ?? (static _ => null), clock));
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

    public void Dispose() => _connection.Dispose();
}
