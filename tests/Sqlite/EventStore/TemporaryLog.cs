using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

// A log in a directory of its own, gone afterwards.
internal sealed class TemporaryLog : IDisposable
{
    private readonly DirectoryInfo _directory = Directory.CreateTempSubdirectory("event-log-");

    public string Path => System.IO.Path.Combine(_directory.FullName, "events.db");

    public SqliteEventStore Open(Action<SqliteEventStoreOptions>? configure = null)
    {
        var options = new SqliteEventStoreOptions { Path = Path };
        configure?.Invoke(options);
        return SqliteEventStore.Open(options);
    }

    public void Dispose() => _directory.Delete(recursive: true);
}
