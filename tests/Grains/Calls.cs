using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;

namespace Tollgate.Grains.Tests;

/// <summary>Calls to charge, and what the log says of them.</summary>
internal static class Calls
{
    private static int _last;

    public static ChargeRequest New(long units = 1, string? requestId = null) =>
        new(requestId ?? $"call-{Interlocked.Increment(ref _last)}", units, "/blog", "GET");

    public static async Task<QuotaReply[]> ChargeInParallel(this IQuotaGrain grain, int calls) =>
        await Task.WhenAll(Enumerable.Range(0, calls).Select(_ => grain.Charge(New())));

    public static int CountAllowed(this IEnumerable<QuotaReply> replies) => replies.Count(reply => reply.Status == QuotaStatus.Done);

    public static async Task<IReadOnlyList<QuotaEvent>> ReadDayAsync(this IEventStore store, string principal, string day)
    {
        Assert.True(Principal.TryParse(principal, lowerCase: false, out var who));
        Assert.True(QuotaDay.TryParse(day, out var when));
        var events = new List<QuotaEvent>();
        await foreach (var recorded in store.ReadAsync(QuotaStream.Name(who, when), 1, TestContext.Current.CancellationToken))
            events.AddRange(recorded.Batch.Events.Select(data => QuotaEventCodec.Decode(data.Type, data.Data.Span)));
        return events;
    }

    public static long Charged(this IEnumerable<QuotaEvent> events) => events.OfType<CallsCharged>().Sum(charged => charged.Units);
}
