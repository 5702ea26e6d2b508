using Microsoft.Data.Sqlite;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Tests.Commands;

/// <summary>A log in a folder of its own, written without asking any rule. Its batches are numbered and five seconds apart, from noon of 2026-11-22.</summary>
internal sealed class StoredLog : IDisposable
{
    public const string AliceToday = "quota/alice%40example.com/2026-11-22";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tollgate-commands-");
    private int _batches;

    public string Folder => _folder.FullName;

    public string Path => System.IO.Path.Combine(Folder, "tollgate.db");

    public Task WriteAsync(string stream, params QuotaEvent[] events) => WriteAsync(stream, events.Select(QuotaEventCodec.Encode));

    public Task WriteAsync(string stream, params AccountEvent[] events) => WriteAsync(stream, events.Select(AccountEventCodec.Encode));

    public Task WriteAsync(string stream, params RoleMapEvent[] events) => WriteAsync(stream, events.Select(RoleMapEventCodec.Encode));

    public async Task WriteAsync(string stream, IEnumerable<StoredEvent> events)
    {
        var cancellation = TestContext.Current.CancellationToken;
        await using var store = SqliteEventStore.Open(new() { Path = Path });
        var at = RunningSilo.Noon.AddSeconds(5 * _batches);
        var batch = new EventBatch(new Guid(++_batches, 0, 0, new byte[8]), [.. events.Select(stored => new EventData(stored.Type, at, stored.Data))]);
        var last = await store.ReadAsync(stream, 1, cancellation).LastOrDefaultAsync(cancellation);
        await store.AppendAsync(stream, last?.LastVersion ?? 0, batch, cancellation);
    }

    // Behind the store's back.
    public void Damage(string sql)
    {
        using var connection = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = Path, Pooling = false }.ConnectionString);
        connection.Open();
        using var command = connection.CreateCommand();
        command.CommandText = sql;
        Assert.NotEqual(0, command.ExecuteNonQuery());
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
