using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;

namespace Tollgate.Load.Audit;

/// <summary>Whether one user's day is exact: what the log holds, what the user was told, and the rule between them.</summary>
internal static class UserAudit
{
    public static IReadOnlyList<string> FindFaults(long limit, IReadOnlyList<AskedCall> calls, IReadOnlyList<QuotaEvent> day)
    {
        var ids = day.OfType<CallsCharged>().Select(charged => charged.RequestId).ToList();
        var charged = ids.ToHashSet();
        var usedAt = Fold(day);
        return
        [
            .. OfTheLog(limit, calls, day, ids),
            .. calls.GroupBy(call => call.RequestId, call => call.Answer).SelectMany(call => OfACall(call.Key, [.. call], charged.Contains(call.Key))),
            .. calls.SelectMany(call => OfAnAnswer(limit, call, usedAt)),
        ];
    }

    private static IEnumerable<string> OfTheLog(long limit, IReadOnlyList<AskedCall> calls, IReadOnlyList<QuotaEvent> day, List<string> charged)
    {
        var asked = calls.Select(call => call.RequestId).ToHashSet();
        var expected = Math.Min(limit, asked.Count);
        if (charged.Count != expected)
            yield return $"{charged.Count} calls are charged, not {expected}";
        foreach (var twice in charged.CountBy(id => id).Where(id => id.Value > 1))
            yield return $"{twice.Key} is charged {twice.Value} times";
        foreach (var foreign in charged.Except(asked))
            yield return $"{foreign} is charged, and nobody asked for it";

        var refusals = day.OfType<QuotaExhausted>().Count();
        var refused = calls.Any(call => call.Answer.Status == QuotaStatus.Denied) ? 1 : 0;
        if (refusals != refused)
            yield return $"the log tells of {refusals} first refusals, not {refused}";
    }

    private static IEnumerable<string> OfACall(string id, IReadOnlyList<Answer> answers, bool isCharged)
    {
        foreach (var answer in answers)
        {
            if (answer.Status is not (QuotaStatus.Done or QuotaStatus.Replayed or QuotaStatus.Denied))
                yield return $"{id} was answered {answer.Status?.ToString() ?? "nothing"} after {answer.Attempts} attempts";
            else if (answer.IsCharged != isCharged)
                yield return $"{id} was answered {answer.Status}, and the log says otherwise";
        }

        // An attempt that was given up may have been the one that charged: then everybody else is told of a replay.
        var done = answers.Count(answer => answer.Status == QuotaStatus.Done);
        if (done > 1 || (done == 0 && isCharged && answers.All(answer => answer.WasAskedOnce)))
            yield return $"{id} was charged as new {done} times";
    }

    private static IEnumerable<string> OfAnAnswer(long limit, AskedCall call, long[] usedAt)
    {
        if (call.Answer is not { Status: { } status, Quota: { } quota })
            yield break;
        if (quota.Limit != limit || quota.Version >= usedAt.Length || usedAt[quota.Version] != quota.Used)
            yield return $"{call.RequestId} was shown {quota.Used} of {quota.Limit} at version {quota.Version}, which the log does not say";
        if (status == QuotaStatus.Denied && quota.Used < limit)
            yield return $"{call.RequestId} was denied with {quota.Used} of {limit} used";
    }

    // What is used after each version; the fold refuses a log that cannot be.
    private static long[] Fold(IReadOnlyList<QuotaEvent> day)
    {
        var state = QuotaState.Initial(default);
        var usedAt = new long[day.Count + 1];
        for (var version = 1; version <= day.Count; version++)
        {
            state = state.Evolve(day[version - 1]);
            usedAt[version] = state.Used;
        }

        return usedAt;
    }
}
