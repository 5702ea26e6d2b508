using Tollgate.Domain.Quotas;
using Tollgate.EventStore;

namespace Tollgate.Load.Audit;

/// <summary>Reads every user's day from the log and compares it with what the user was told.</summary>
internal static class LoadAudit
{
    /// <returns>Each user whose day is not exact, with what is wrong.</returns>
    public static async Task<IReadOnlyDictionary<int, IReadOnlyList<string>>> FindFaultsAsync(
        LoadOptions options, IEventStore log, PlannedCall[] plan, Answer[] answers, CancellationToken stopping)
    {
        var asked = plan.Zip(answers, (call, answer) => (call.User, Asked: new AskedCall(LoadUser.Call(call.Number).RequestId.Value, answer)))
            .ToLookup(call => call.User, call => call.Asked);
        var faults = new Dictionary<int, IReadOnlyList<string>>();
        for (var user = 0; user < options.Users; user++)
        {
            var calls = asked[user].ToList();
            var found = UserAudit.FindFaults(options.Limit, calls, await ReadDayAsync(log, user, calls, stopping));
            if (found.Count > 0)
                faults.Add(user, found);
        }

        return faults;
    }

    // The day that the answers name; a run has but one.
    private static async Task<IReadOnlyList<QuotaEvent>> ReadDayAsync(
        IEventStore log, int user, List<AskedCall> calls, CancellationToken stopping)
    {
        var events = new List<QuotaEvent>();
        foreach (var day in calls.Select(call => call.Answer.Quota?.Day).OfType<DateOnly>().Distinct())
            await foreach (var recorded in log.ReadAsync(QuotaStream.Name(LoadUser.Principal(user), new QuotaDay(day)), fromVersion: 1, stopping))
                events.AddRange(recorded.Batch.Events.Select(data => QuotaEventCodec.Decode(data.Type, data.Data.Span)));
        return events;
    }
}
