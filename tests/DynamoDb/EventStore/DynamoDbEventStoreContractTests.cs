using Tollgate.DynamoDb.Tests.Fixtures;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;

namespace Tollgate.DynamoDb.Tests.EventStore;

public sealed class DynamoDbEventStoreContractTests(SharedDynamoDb shared) : EventStoreContract
{
    protected override IEventStore Store => shared.Store;
}
