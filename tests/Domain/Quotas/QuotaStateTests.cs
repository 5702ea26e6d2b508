using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class QuotaStateTests
{
    [Fact]
    public void Initial_IsADayNeverOpened()
    {
        var day = With();
        Assert.False(day.IsOpen);
        Assert.Equal(QuotaState.Initial(Today), day);
        Assert.Equal((0L, 0L, 0L), (day.Version, day.Limit, day.Used));
        Assert.Equal(0, day.Remaining);
    }

    [Fact]
    public void Evolve_ADay_AddsUp()
    {
        var day = With(new DayOpened(50, 3), Charged(2), Charged(40, "b"), new QuotaExhausted(), Charged(8, "c"));
        Assert.Equal((5L, 50L, 50L, 3L, true), (day.Version, day.Limit, day.Used, day.AccountVersion, day.ExhaustionRecorded));
    }

    [Fact]
    public void Evolve_LeavesTheEarlierStateAlone()
    {
        var before = With(new DayOpened(50, 0));
        before.Evolve(Charged(9));
        Assert.Equal(With(new DayOpened(50, 0)), before);
    }

    [Fact]
    public void Evolve_EventsOfADayNeverOpened_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => With(Charged()));
        Assert.Throws<InvalidOperationException>(() => With(new QuotaExhausted()));
    }

    [Fact]
    public void Evolve_OpenedTwice_Throws() =>
        Assert.Throws<InvalidOperationException>(() => With(new DayOpened(50, 0), new DayOpened(60, 0)));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    public void Evolve_ChargeThatGivesUnitsBack_Throws(long units) =>
        Assert.Throws<InvalidOperationException>(() => With(new DayOpened(50, 0), Charged(units)));

    [Fact]
    public void Evolve_NegativeLimit_Throws() => Assert.Throws<InvalidOperationException>(() => With(new DayOpened(-1, 0)));

    [Fact]
    public void Evolve_MoreThanANumberHolds_ThrowsInsteadOfWrapping()
    {
        var full = With(new DayOpened(50, 0), Charged(long.MaxValue));
        Assert.Equal(long.MaxValue, full.Used);
        Assert.Throws<InvalidOperationException>(() => full.Evolve(Charged(1)));
    }
}
