using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Load.Stores;

/// <summary>The one log of a run, new and empty. What it leaves on disk goes with it, unless somebody wants to look.</summary>
internal sealed class LoadStore : IAsyncDisposable
{
    private readonly DirectoryInfo? _directory;
    private bool _isKept;

    private LoadStore(IEventStore log, DirectoryInfo? directory = null)
    {
        Log = log;
        _directory = directory;
    }

    public IEventStore Log { get; }

    public static LoadStore Open(StoreKind kind) => kind switch
    {
        StoreKind.Sqlite => OpenSqlite(Directory.CreateTempSubdirectory("tollgate-load-")),
        StoreKind.Memory => new(new InMemoryEventStore()),
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };

    /// <summary>Leaves the log where it is, and says where that is.</summary>
    public string Keep()
    {
        _isKept = true;
        return _directory is null ? "The log was in memory only." : $"The log is kept in {_directory.FullName}.";
    }

    public async ValueTask DisposeAsync()
    {
        if (Log is IAsyncDisposable open)
            await open.DisposeAsync();
        if (!_isKept)
            _directory?.Delete(recursive: true);
    }

    // One file is for one process, which here holds all the silos.
    private static LoadStore OpenSqlite(DirectoryInfo directory) =>
        new(SqliteEventStore.Open(new SqliteEventStoreOptions { Path = Path.Combine(directory.FullName, "events.db") }), directory);
}
