using System.Runtime.CompilerServices;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Usage;
using Tollgate.Silo.Observability;

namespace Tollgate.Silo.Hosting;

/// <summary>
/// The store as the silo's parts see it: every failure is counted, and whoever's day has been opened, durably, is told to the usage directory.
/// The first batch of a day's stream says so; all that follow pass by.
/// </summary>
internal sealed class WatchedEventStore(IEventStore store, UsageReporter usage) : IEventStore
{
    public async Task AppendAsync(string stream, long expectedVersion, EventBatch batch, CancellationToken cancellationToken)
    {
        try
        {
            await store.AppendAsync(stream, expectedVersion, batch, cancellationToken);
        }
        catch (EventStoreUnavailableException)
        {
            SiloInstruments.CountStoreFailure("append");
            throw;
        }

        if (expectedVersion == 0 && QuotaStream.TryParse(stream, out var principal, out var day))
            usage.Saw(principal, day);
    }

    public async IAsyncEnumerable<RecordedBatch> ReadAsync(string stream, long fromVersion, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await using var batches = store.ReadAsync(stream, fromVersion, cancellationToken).GetAsyncEnumerator(cancellationToken);
        while (await IsNextAsync(batches))
            yield return batches.Current;
    }

    private static async ValueTask<bool> IsNextAsync(IAsyncEnumerator<RecordedBatch> batches)
    {
        try
        {
            return await batches.MoveNextAsync();
        }
        catch (EventStoreUnavailableException)
        {
            SiloInstruments.CountStoreFailure("read");
            throw;
        }
    }
}
