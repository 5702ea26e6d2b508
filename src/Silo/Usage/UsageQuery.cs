using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Usage;

/// <summary>Which principals of which day: <c>?day=&amp;prefix=&amp;cursor=&amp;limit=</c>.</summary>
/// <param name="Prefix">How their names begin; empty for all.</param>
/// <param name="Cursor">The name that the page begins after; null for the first page.</param>
internal sealed record UsageQuery(QuotaDay? Day, string Prefix, string? Cursor, int Limit)
{
    public const string PrefixDescription = "Without principal: how the names begin; all of the day's principals if absent.";
    public const string CursorDescription = "Without principal: the next of the page before.";
    public const string LimitDescription = "Without principal: how many at most, 1 to 200; 50 if absent.";
    public const int DefaultLimit = 50;
    public const int MaxLimit = 200;

    public static bool TryParse(
        string? day, string? prefix, string? cursor, string? limit, bool ignoresCase, [NotNullWhen(true)] out UsageQuery? parsed, [NotNullWhen(false)] out Problem? problem)
    {
        parsed = null;
        if (!DayQuery.TryParse(day, out var quotaDay, out problem))
            return false;

        var count = DefaultLimit;
        if (!TryName(prefix, ignoresCase, out var begin))
            problem = Problem.Invalid("invalid-prefix", "prefix is up to 256 bytes without control characters.");
        else if (!TryName(cursor, ignoresCase: false, out var after))
            problem = Problem.Invalid("invalid-cursor", "cursor is the next of the page before.");
        else if (limit is not null && (!int.TryParse(limit, NumberStyles.None, CultureInfo.InvariantCulture, out count) || count is < 1 or > MaxLimit))
            problem = Problem.Invalid("invalid-limit", $"limit is a number from 1 to {MaxLimit}.");
        else
            parsed = new UsageQuery(quotaDay, begin ?? "", after, count);
        return parsed is not null;
    }

    // The beginning of a principal is written as a principal is.
    private static bool TryName(string? text, bool ignoresCase, out string? name)
    {
        name = null;
        if (string.IsNullOrEmpty(text))
            return true;
        var isName = Principal.TryParse(text, ignoresCase, out var principal);
        name = principal?.Value;
        return isName;
    }
}
