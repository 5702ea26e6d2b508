using System.Globalization;
using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Quotas;

/// <summary>A day and its end as every answer of it spells them: written once, since nearly all answers are of one day.</summary>
internal sealed record DayText(QuotaDay Day, string Text, string ResetsAt)
{
    private static DayText _last = Of(new QuotaDay(DateOnly.MinValue));

    public static DayText For(QuotaDay day)
    {
        var last = Volatile.Read(ref _last);
        if (last.Day != day)
            Volatile.Write(ref _last, last = Of(day));
        return last;
    }

    private static DayText Of(QuotaDay day) =>
        new(day, day.ToString(), day.End.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture));
}
