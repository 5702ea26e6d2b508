namespace Tollgate.Domain.Quotas;

/// <summary>
/// Which day a call belongs to. The deciding clock says so, and the day never runs backwards: clocks differ by up to a tolerated skew,
/// and once some silo has opened tomorrow, a silo whose clock is behind charges tomorrow too.
/// </summary>
public static class QuotaCalendar
{
    /// <summary>Whether <paramref name="now"/> is so near the coming midnight that another clock may have opened the next day already.</summary>
    public static bool NextDayMayBeOpen(DateTimeOffset now, TimeSpan maxClockSkew) =>
        QuotaDay.Of(now).End - now <= maxClockSkew;

    /// <summary>
    /// The day of a call decided at <paramref name="now"/>, where <paramref name="latestOpen"/> is the latest day known to be open.
    /// A day that begins further ahead than the skew was opened by a wrong clock and is not followed.
    /// </summary>
    public static QuotaDay DayOf(DateTimeOffset now, QuotaDay? latestOpen, TimeSpan maxClockSkew)
    {
        var today = QuotaDay.Of(now);
        return latestOpen is { } open && open > today && !IsTooFarAhead(open, now, maxClockSkew) ? open : today;
    }

    /// <summary>Whether the day begins further ahead than any tolerated clock could have opened it.</summary>
    public static bool IsTooFarAhead(QuotaDay day, DateTimeOffset now, TimeSpan maxClockSkew) => day.Start - now > maxClockSkew;
}
