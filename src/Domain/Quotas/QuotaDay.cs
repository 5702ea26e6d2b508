using System.Globalization;

namespace Tollgate.Domain.Quotas;

/// <summary>One UTC calendar day: from 00:00:00Z, included, to the next 00:00:00Z, excluded.</summary>
public readonly record struct QuotaDay(DateOnly Date) : IComparable<QuotaDay>
{
    private const string Format = "yyyy-MM-dd";

    public DateTimeOffset Start => new(Date, TimeOnly.MinValue, TimeSpan.Zero);

    /// <summary>The first instant that is no longer this day: when the count starts anew.</summary>
    public DateTimeOffset End => Start.AddDays(1);

    public QuotaDay Next => new(Date.AddDays(1));

    public static QuotaDay Of(DateTimeOffset instant) => new(DateOnly.FromDateTime(instant.UtcDateTime));

    /// <summary>
    /// Reads <c>2026-11-22</c>, and nothing else: no other spelling, no day that the calendar does not have, nor its last one, which has no end.
    /// </summary>
    public static bool TryParse(string? text, out QuotaDay day)
    {
        var parsed = DateOnly.TryParseExact(text, Format, CultureInfo.InvariantCulture, DateTimeStyles.None, out var date)
            && date < DateOnly.MaxValue;
        day = parsed ? new QuotaDay(date) : default;
        return parsed;
    }

    public int CompareTo(QuotaDay other) => Date.CompareTo(other.Date);

    public override string ToString() => Date.ToString(Format, CultureInfo.InvariantCulture);

    public static bool operator <(QuotaDay left, QuotaDay right) => left.CompareTo(right) < 0;

    public static bool operator >(QuotaDay left, QuotaDay right) => left.CompareTo(right) > 0;

    public static bool operator <=(QuotaDay left, QuotaDay right) => left.CompareTo(right) <= 0;

    public static bool operator >=(QuotaDay left, QuotaDay right) => left.CompareTo(right) >= 0;
}
