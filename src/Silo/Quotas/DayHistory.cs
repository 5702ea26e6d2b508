using System.Text.Json;
using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>A page of a principal's day, straight from the log.</summary>
internal sealed class DayHistory(IEventStore store, IOptions<RetentionOptions> retention, TimeProvider clock)
{
    public async Task<(EventsBody? Page, Problem? Problem)> ReadAsync(Principal principal, EventsQuery query, CancellationToken cancellationToken)
    {
        var now = clock.GetUtcNow();
        var day = query.Day ?? QuotaDay.Of(now);
        if (!retention.Value.IsReadable(day, now))
            return (null, QuotaProblems.Of(QuotaStatus.Expired));

        var events = new List<EventBody>();
        var version = 0L;
        await foreach (var recorded in store.ReadAsync(QuotaStream.Name(principal, day), fromVersion: 1, cancellationToken))
        {
            if (recorded.FirstVersion != version + 1)
                return (null, QuotaProblems.Of(QuotaStatus.Expired));

            foreach (var data in recorded.Batch.Events)
            {
                version++;
                if (version <= query.After)
                    continue;
                if (events.Count == query.Limit)
                    return (new EventsBody(events, events[^1].Version), null);
                events.Add(new EventBody(version, data.At, data.Type, JsonSerializer.Deserialize(data.Data.Span, EventsJson.Default.JsonElement)));
            }
        }

        return (new EventsBody(events, null), null);
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
