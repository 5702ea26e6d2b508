using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>A page of a principal's day, straight from the log.</summary>
internal sealed class DayHistory(IEventStore store, StreamHistory history, IOptions<RetentionOptions> retention, TimeProvider clock)
{
    public async Task<(EventsBody? Page, Problem? Problem)> ReadAsync(Principal principal, EventsQuery query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var day = query.Day ?? QuotaDay.Of(now);
        if (!retention.Value.IsReadable(day, now))
            return (null, QuotaProblems.Of(QuotaStatus.Expired));

        return await history.ReadAsync(QuotaStream.Name(principal, day), query.After, query.Limit, cancellationToken);
    }

    /// <returns>When the day's first call was refused for want of quota; null where none was.</returns>
    public async Task<DateTimeOffset?> FindExhaustionAsync(Principal principal, QuotaDay day, CancellationToken cancellationToken)
    {
        await foreach (var recorded in store.ReadAsync(QuotaStream.Name(principal, day), fromVersion: 1, cancellationToken))
            foreach (var data in recorded.Batch.Events)
                if (QuotaEventCodec.Decode(data.Type, data.Data.Span) is QuotaExhausted)
                    return data.At;
        return null;
    }
}
