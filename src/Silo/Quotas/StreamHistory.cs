using System.Text.Json;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>A page of any stream, straight from the log.</summary>
internal sealed class StreamHistory(IEventStore store)
{
    /// <param name="after">The version that the page begins after.</param>
    public async Task<(EventsBody? Page, Problem? Problem)> ReadAsync(string stream, long after, int limit, CancellationToken cancellationToken)
    {
        var events = new List<EventBody>();
        var version = 0L;
        await foreach (var recorded in store.ReadAsync(stream, fromVersion: 1, cancellationToken))
        {
            if (recorded.FirstVersion != version + 1)
                return (null, QuotaProblems.Of(QuotaStatus.Expired));

            foreach (var data in recorded.Batch.Events)
            {
                version++;
                if (version <= after)
                    continue;
                if (events.Count == limit)
                    return (new EventsBody(events, events[^1].Version), null);
                events.Add(new EventBody(version, data.At, data.Type, JsonSerializer.Deserialize(data.Data.Span, EventsJson.Default.JsonElement)));
            }
        }

        return (new EventsBody(events, null), null);
    }
}
