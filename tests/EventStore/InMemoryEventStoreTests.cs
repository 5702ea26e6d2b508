using Tollgate.EventStore.Contract;

namespace Tollgate.EventStore.Tests;

public sealed class InMemoryEventStoreTests : HeadKnowingEventStoreContract
{
    protected override IEventStore Store { get; } = new InMemoryEventStore();
}
