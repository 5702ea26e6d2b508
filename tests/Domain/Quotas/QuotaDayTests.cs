using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class QuotaDayTests
{
    [Theory]
    [InlineData("2026-11-22")]
    [InlineData("2024-02-29")]
    [InlineData("0001-01-01")]
    [InlineData("9999-12-30")]
    public void TryParse_ACalendarDay_IsReadAndWrittenBack(string text)
    {
        Assert.True(QuotaDay.TryParse(text, out var day));
        Assert.Equal(text, day.ToString());
        Assert.Equal(day.Start.AddDays(1), day.End);
        Assert.Equal(day.End, day.Next.Start);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("today")]
    [InlineData("2026-02-30")]
    [InlineData("2026-02-29")]
    [InlineData("2026-13-01")]
    [InlineData("2026-00-10")]
    [InlineData("2026-11-00")]
    [InlineData("2026-2-3")]
    [InlineData("26-02-03")]
    [InlineData("02026-11-22")]
    [InlineData("+2026-11-22")]
    [InlineData("-2026-11-22")]
    [InlineData(" 2026-11-22")]
    [InlineData("2026-11-22 ")]
    [InlineData("2026-11- 2")]
    [InlineData("2026-11-22\0")]
    [InlineData("2026-11-22\n")]
    [InlineData("2026-11-22T00:00:00Z")]
    [InlineData("2026/11/22")]
    [InlineData("20261122")]
    [InlineData("2026\u201311\u201322")]
    [InlineData("\u0662\u0660\u0662\u0666-11-22")]
    [InlineData("\uFF12\uFF10\uFF12\uFF16-11-22")]
    [InlineData("0000-01-01")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.False(QuotaDay.TryParse(text, out var day));
        Assert.Equal(default, day);
    }

    // It has no end: nothing could say when it resets.
    [Fact]
    public void TryParse_TheLastDayThereIs_IsRefused()
    {
        Assert.False(QuotaDay.TryParse("9999-12-31", out var day));
        Assert.Equal(default, day);
    }

    [Fact]
    public void TryParse_RandomText_IsReadOnlyIfItIsHowTheDayIsWritten() =>
        Gen.OneOf("0", "1", "2", "3", "9", "-", " ", "2026", "11", "22").Array[1, 10].Select(string.Concat).Sample(
            text =>
            {
                if (QuotaDay.TryParse(text, out var day))
                    Assert.Equal(text, day.ToString());
            },
            iter: Tries.Of(20_000));

    [Fact]
    public void Of_AnyInstant_IsTheDayThatHoldsIt() =>
        Gen.Select(Gen.DateTime[new DateTime(1, 1, 2, 0, 0, 0, DateTimeKind.Utc), new DateTime(9998, 12, 31, 0, 0, 0, DateTimeKind.Utc)], Gen.Int[-14, 14])
            .Sample(
                (utc, hours) =>
                {
                    var instant = new DateTimeOffset(DateTime.SpecifyKind(utc, DateTimeKind.Utc)).ToOffset(TimeSpan.FromHours(hours));
                    var day = QuotaDay.Of(instant);
                    Assert.True(day.Start <= instant && instant < day.End);
                },
                iter: Tries.Of(2_000));

    [Fact]
    public void Of_AnyMidnight_BeginsTheDayAndNoTickBeforeItDoes() =>
        Gen.Select(Gen.Int[2, DateOnly.MaxValue.DayNumber - 2], Gen.Int[-14, 14]).Sample(
            (number, hours) =>
            {
                var day = new QuotaDay(DateOnly.FromDayNumber(number));
                Assert.Equal(day, QuotaDay.Of(day.Start.ToOffset(TimeSpan.FromHours(hours))));
                Assert.Equal(day, QuotaDay.Of(day.End.AddTicks(-1).ToOffset(TimeSpan.FromHours(hours))));
            },
            iter: Tries.Of(2_000));

    [Fact]
    public void Comparison_FollowsTheCalendar()
    {
        var day = GivenDay.Today;
        Assert.True(day < day.Next && day.Next > day && day <= day.Next && day.Next >= day);
        var same = new QuotaDay(day.Date);
        Assert.False(day > day.Next || day.Next < day || day < same || day > same);
        Assert.True(day <= same && day >= same);
        Assert.Equal(0, day.CompareTo(new QuotaDay(day.Date)));
    }
}
