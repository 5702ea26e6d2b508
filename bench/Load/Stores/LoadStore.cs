using Tollgate.EventStore;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Load.Stores;

/// <summary>The one log of a run, new and empty. What it leaves on disk goes with it, unless somebody wants to look.</summary>
internal sealed class LoadStore : IAsyncDisposable
{
    private readonly DirectoryInfo? _directory;
    private readonly IAsyncDisposable? _owner;
    private bool _isKept;

    private LoadStore(IEventStore log, IAsyncDisposable? owner = null, DirectoryInfo? directory = null, CostMeter? cost = null)
    {
        (Log, Cost) = (log, cost);
        (_owner, _directory) = (owner, directory);
    }

    public IEventStore Log { get; }

    /// <summary>Null for a store that bills nothing.</summary>
    public CostMeter? Cost { get; }

    public static async Task<LoadStore> OpenAsync(StoreKind kind, CancellationToken stopping)
    {
        switch (kind)
        {
            case StoreKind.Sqlite:
                return OpenSqlite(Directory.CreateTempSubdirectory("tollgate-load-"));
            case StoreKind.Memory:
                return new(new InMemoryEventStore());
            case StoreKind.DynamoDb:
                var emulator = await EmulatedDynamoDb.StartAsync(stopping);
                return new(emulator.Log, emulator, cost: new CostMeter());
            default:
                throw new ArgumentOutOfRangeException(nameof(kind), kind, null);
        }
    }

    /// <summary>Leaves the log where it is, and says where that is.</summary>
    public string Keep()
    {
        _isKept = true;
        return _directory is null ? "The log was in memory only." : $"The log is kept in {_directory.FullName}.";
    }

    public async ValueTask DisposeAsync()
    {
        Cost?.Dispose();
        if (_owner is not null)
            await _owner.DisposeAsync();
        if (!_isKept)
            _directory?.Delete(recursive: true);
    }

    // One file is for one process, which here holds all the silos.
    private static LoadStore OpenSqlite(DirectoryInfo directory)
    {
        var log = SqliteEventStore.Open(new SqliteEventStoreOptions { Path = Path.Combine(directory.FullName, "events.db") });
        return new(log, log, directory);
    }
}
