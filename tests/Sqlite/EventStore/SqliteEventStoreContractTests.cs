using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Sqlite.Tests.EventStore;

public sealed class SqliteEventStoreContractTests : HeadKnowingEventStoreContract, IAsyncLifetime
{
    private readonly TemporaryLog _log = new();
    private SqliteEventStore _store = null!;

    protected override IEventStore Store => _store;

    public ValueTask InitializeAsync()
    {
        _store = _log.Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        _log.Dispose();
    }
}
