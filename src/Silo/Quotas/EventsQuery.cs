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
    public const string AfterDescription = "The version after which the page begins; 0 if absent.";
    public const string LimitDescription = "How many events at most, 1 to 1000; 100 if absent.";
    public const int DefaultLimit = 100;
    public const int MaxLimit = 1000;

    public static bool TryParse(
        string? day, string? after, string? limit, [NotNullWhen(true)] out EventsQuery? parsed, [NotNullWhen(false)] out Problem? problem)
    {
        parsed = null;
        if (!DayQuery.TryParse(day, out var quotaDay, out problem))
            return false;

        if (!TryNumber(after, 0, long.MaxValue, 0, out var afterVersion))
            problem = Problem.Invalid("invalid-after", "after is a version, 0 or more.");
        else if (!TryNumber(limit, 1, MaxLimit, DefaultLimit, out var count))
            problem = Problem.Invalid("invalid-limit", $"limit is a number from 1 to {MaxLimit}.");
        else
            parsed = new EventsQuery(quotaDay, afterVersion, (int)count);
        return parsed is not null;
    }

    private static bool TryNumber(string? text, long min, long max, long ifAbsent, out long value)
    {
        value = ifAbsent;
        return text is null
            || (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out value) && value >= min && value <= max);
    }
}
