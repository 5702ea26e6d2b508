using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

// The same contract while heads move from memory to the file after every few batches.
public sealed class SqliteEventStoreWithBusyHeadsContractTests : HeadKnowingEventStoreContract, IAsyncLifetime
{
    private readonly TemporaryLog _log = new();
    private SqliteEventStore _store = null!;

    protected override IEventStore Store => _store;

    public ValueTask InitializeAsync()
    {
        _store = _log.Open(options => options.HeadFlushInterval = 3);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _log.Dispose();
    }
}
