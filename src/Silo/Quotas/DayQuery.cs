using System.Diagnostics.CodeAnalysis;
using Tollgate.Domain.Quotas;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary><c>?day=2026-11-22</c>; absent for today.</summary>
internal static class DayQuery
{
    public const string Description = "A UTC day such as 2026-11-22; today if absent.";

    public static bool TryParse(string? text, out QuotaDay? day, [NotNullWhen(false)] out Problem? problem)
    {
        day = null;
        problem = null;
        if (text is null)
            return true;

        if (QuotaDay.TryParse(text, out var parsed))
            day = parsed;
        else
            problem = Problem.Invalid("invalid-day", "day is a UTC date such as 2026-11-22.");
        return problem is null;
    }
}
