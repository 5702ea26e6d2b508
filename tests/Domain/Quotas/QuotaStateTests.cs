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
    public void Evolve_EveryEventButTheOpeningOfADayNeverOpened_Throws()
    {
        QuotaEvent[] events = [Charged(), Refunded(), new LimitChanged(1, 1, "admin", "why"), WasReset(), new UsageImported(0, "x"), new QuotaExhausted()];
        foreach (var happened in events)
        {
            var damage = Assert.Throws<InvalidOperationException>(() => With(happened)).Message;
            Assert.Equal($"{happened.GetType().Name} cannot be event 1 of 2026-11-22.", damage);
        }
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(6)]
    [InlineData(long.MaxValue)]
    public void Evolve_RefundOfNothingOrOfMoreThanIsUsed_Throws(long units) =>
        Assert.Throws<InvalidOperationException>(() => With(Opened, Charged(5, "r-1"), Refunded(units)));

    [Fact]
    public void Evolve_RefundOfAllThatIsUsed_LeavesNothingUsed() => Assert.Equal(0, With(Opened, Charged(5, "r-1"), Refunded(5)).Used);

    // An older log may hold a refund of a charge that is forgotten by now: the units count all the same.
    [Fact]
    public void Evolve_RefundOfAForgottenCharge_StillCounts() => Assert.Equal(3, With(Opened, Charged(5), Refunded(2, "forgotten")).Used);

    [Theory]
    [InlineData(-1)]
    [InlineData(long.MaxValue - 4)]
    public void Evolve_ImpossibleImport_Throws(long units) =>
        Assert.Throws<InvalidOperationException>(() => With(Opened, Charged(5), new UsageImported(units, "x")));

    [Fact]
    public void Evolve_LargestImportThatANumberHolds_IsTaken() =>
        Assert.Equal(long.MaxValue, With(Opened, Charged(5), new UsageImported(long.MaxValue - 5, "x")).Used);

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
    public void Evolve_NegativeLimit_Throws()
    {
        Assert.Throws<InvalidOperationException>(() => With(new DayOpened(-1, 0)));
        Assert.Throws<InvalidOperationException>(() => With(Opened, new LimitChanged(-1, 1, "admin", "why")));
    }

    [Fact]
    public void Evolve_MoreThanANumberHolds_ThrowsInsteadOfWrapping()
    {
        var full = With(new DayOpened(50, 0), Charged(long.MaxValue));
        Assert.Equal(long.MaxValue, full.Used);
        Assert.Throws<InvalidOperationException>(() => full.Evolve(Charged(1)));
    }
}
