using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class QuotaCalendarTests
{
    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(15);
    private static readonly QuotaDay Today = GivenDay.Today;

    [Fact]
    public void DayOf_LastMillisecondAndMidnight_AreDifferentDays()
    {
        Assert.Equal(Today, Day("2026-11-22T23:59:59.999Z"));
        Assert.Equal(Today, Day("2026-11-22T23:59:59.9999999Z"));
        Assert.Equal(Today.Next, Day("2026-11-23T00:00:00.000Z"));
    }

    [Fact]
    public void DayOf_OtherOffsets_CountsInUtc()
    {
        Assert.Equal(Today, Day("2026-11-23T04:59:59+05:00"));
        Assert.Equal(Today.Next, Day("2026-11-22T19:00:00-05:00"));
    }

    [Theory]
    [InlineData("2026-11-22T23:59:59.999Z")]
    [InlineData("2026-11-22T23:45:00.000Z")]
    public void DayOf_ClockSetBackWithinTheSkew_DoesNotReopenYesterday(string now)
    {
        Assert.True(QuotaCalendar.NextDayMayBeOpen(At(now), Skew));
        Assert.Equal(Today.Next, Day(now, latestOpen: Today.Next));
    }

    [Theory]
    [InlineData("2026-11-22T23:44:59.9999999Z")]
    [InlineData("2026-11-22T12:00:00Z")]
    public void DayOf_OpenDayBeyondTheSkew_IsAbandoned(string now)
    {
        Assert.False(QuotaCalendar.NextDayMayBeOpen(At(now), Skew));
        Assert.True(QuotaCalendar.IsTooFarAhead(Today.Next, At(now), Skew));
        Assert.Equal(Today, Day(now, latestOpen: Today.Next));
    }

    [Fact]
    public void DayOf_YearsAhead_IsAbandoned()
    {
        Assert.True(QuotaDay.TryParse("2036-01-01", out var wrong));
        Assert.True(QuotaCalendar.IsTooFarAhead(wrong, At("2026-11-22T23:59:59Z"), Skew));
        Assert.Equal(Today, Day("2026-11-22T23:59:59Z", latestOpen: wrong));
    }

    [Fact]
    public void DayOf_AWeekAsleep_IsToday()
    {
        var lastWeek = new QuotaDay(Today.Date.AddDays(-7));
        Assert.Equal(Today, Day("2026-11-22T00:00:00Z", latestOpen: lastWeek));
        Assert.Equal(Today, Day("2026-11-22T23:59:59Z", latestOpen: lastWeek));
    }

    [Fact]
    public void DayOf_TodayIsOpen_IsToday() => Assert.Equal(Today, Day("2026-11-22T12:00:00Z", latestOpen: Today));

    [Fact]
    public void NextDayMayBeOpen_NoSkewTolerated_NeverLooksAhead()
    {
        Assert.False(QuotaCalendar.NextDayMayBeOpen(At("2026-11-22T23:59:59.9999999Z"), TimeSpan.Zero));
        Assert.Equal(Today, QuotaCalendar.DayOf(At("2026-11-22T23:59:59.9999999Z"), Today.Next, TimeSpan.Zero));
    }

    // If one clock has opened a day, a clock behind it by at most the skew knows to look, and follows.
    [Fact]
    public void DayOf_TwoClocksWithinTheSkew_AgreeOnceTheDayIsOpen() =>
        Gen.Select(Gen.Long[-2 * Skew.Ticks, 2 * Skew.Ticks], Gen.Long[0, Skew.Ticks]).Sample(
            (fromMidnight, apart) =>
            {
                var ahead = Today.End.AddTicks(fromMidnight);
                var behind = ahead.AddTicks(-apart);
                var opened = QuotaCalendar.DayOf(ahead, null, Skew);
                if (opened > QuotaDay.Of(behind))
                    Assert.True(QuotaCalendar.NextDayMayBeOpen(behind, Skew));
                Assert.Equal(opened, QuotaCalendar.DayOf(behind, opened, Skew));
            },
            iter: Tries.Of(5_000));

    [Fact]
    public void DayOf_AnyOpenDay_IsNeverBeforeTodayNorBeyondTheSkew() =>
        Gen.Select(Gen.Long[0, 3 * TimeSpan.TicksPerDay], Gen.Int[-3, 5]).Sample(
            (ticks, days) =>
            {
                var now = Today.Start.AddTicks(ticks);
                var day = QuotaCalendar.DayOf(now, new QuotaDay(Today.Date.AddDays(days)), Skew);
                Assert.True(day >= QuotaDay.Of(now));
                Assert.True(day.Start - now <= Skew);
            },
            iter: Tries.Of(5_000));

    private static DateTimeOffset At(string text) => DateTimeOffset.Parse(text, null);

    private static QuotaDay Day(string now, QuotaDay? latestOpen = null) => QuotaCalendar.DayOf(At(now), latestOpen, Skew);
}
