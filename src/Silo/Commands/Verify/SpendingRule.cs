using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Commands.Verify;

/// <summary>
/// No limit was exceeded: at every event that takes units, what was used before it and its units fit into the limit before it. Written anew
/// from the events, not with the rules that decided them. Only what was used elsewhere may exceed the limit: it has happened already.
/// </summary>
internal static class SpendingRule
{
    public static string? Check(QuotaState before, QuotaEvent happened, QuotaState after)
    {
        if (after.Used < 0)
            return $"used is {after.Used}.";

        var units = happened is CallsCharged charged ? charged.Units : after.Used - before.Used;
        return units > 0 && happened is not UsageImported && units > before.Limit - before.Used
            ? $"used {before.Used} and {units} more units exceed the limit {before.Limit}."
            : null;
    }
}
