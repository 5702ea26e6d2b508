using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tollgate.Domain.Quotas;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>Which part of which day's events: <c>?day=&amp;after=&amp;limit=</c>.</summary>
/// <param name="Day">Null for today.</param>
/// <param name="After">The version that the page begins after.</param>
/// <param name="Limit">How many events at most.</param>
internal sealed record EventsQuery(QuotaDay? Day, long After, int Limit)
{
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    public static bool TryParse(IQueryCollection query, [NotNullWhen(true)] out EventsQuery? parsed, [NotNullWhen(false)] out Problem? problem)
    {
        parsed = null;
        var limit = (long)DefaultLimit;
        if (!DayQuery.TryParse(query, out var day, out problem))
            return false;
        if (!TryNumber(query, "after", 0, long.MaxValue, out var after))
            problem = Problem.Invalid("invalid-after", "after is a version, 0 or more.");
        else if (query.ContainsKey("limit") && !TryNumber(query, "limit", 1, MaxLimit, out limit))
            problem = Problem.Invalid("invalid-limit", $"limit is a number from 1 to {MaxLimit}.");
        else
            parsed = new EventsQuery(day, after, (int)limit);
        return parsed is not null;
    }

    private static bool TryNumber(IQueryCollection query, string name, long min, long max, out long value)
    {
        value = 0;
        return !query.TryGetValue(name, out var text)
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);
    }
}
