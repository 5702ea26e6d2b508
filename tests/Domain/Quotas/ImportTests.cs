using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class ImportTests
{
    [Fact]
    public void Import_DayNeverOpened_OpensItAndCountsTheUnits()
    {
        var decision = QuotaDecisions.Import(With(), 17, "dynamodb", new Allowance(50, 2));

        Assert.Equal([new DayOpened(50, 2), new UsageImported(17, "dynamodb")], decision.Events);
        Assert.Equal(new QuotaReading(Today, 50, 17, 2), decision.Reply);
        Assert.Equal(decision.Reply, QuotaReading.Of(With(decision.Events)));
    }

    [Fact]
    public void Import_OpenDay_AddsToWhatIsUsed()
    {
        var decision = QuotaDecisions.Import(With(Opened, Charged(5)), 17, "dynamodb", new Allowance(9, 9));

        Assert.Equal([new UsageImported(17, "dynamodb")], decision.Events);
        Assert.Equal(new QuotaReading(Today, 50, 22, 3), decision.Reply);
    }

    [Theory]
    [InlineData("dynamodb", 17)]
    [InlineData("dynamodb", 5)]
    [InlineData("elsewhere", 17)]
    public void Import_Again_ChangesNothing(string source, long units)
    {
        var decision = QuotaDecisions.Import(With(Opened, new UsageImported(17, "dynamodb")), units, source, Default);

        Assert.Empty(decision.Events);
        Assert.Equal(new QuotaReading(Today, 50, 17, 2), decision.Reply);
    }

    [Fact]
    public void Import_Nothing_IsRecordedOnceToo()
    {
        var day = With(Opened).After(QuotaDecisions.Import(With(Opened), 0, "dynamodb", Default));

        Assert.Equal((2L, 0L), (day.Version, day.Used));
        Assert.Empty(QuotaDecisions.Import(day, 17, "dynamodb", Default).Events);
    }

    [Fact]
    public void Import_MoreThanTheLimit_LeavesNothing()
    {
        var day = With(Opened).After(QuotaDecisions.Import(With(Opened), QuotaLimit.Max, "dynamodb", Default));

        Assert.Equal((QuotaLimit.Max, 0L), (day.Used, day.Remaining));
        Assert.Equal(ChargeResult.Denied, QuotaDecisions.Charge(day, Call(), Default).Reply.Result);
    }

    // The event would make the stream unreadable, so it must never be written.
    [Theory]
    [InlineData(-1)]
    [InlineData(long.MinValue)]
    [InlineData(QuotaLimit.Max + 1)]
    [InlineData(long.MaxValue)]
    public void Import_ImpossibleUsage_Throws(long units) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => QuotaDecisions.Import(With(Opened), units, "dynamodb", Default));

    [Fact]
    public void Reset_AfterAnImport_ForgetsTheImportedUnitsAndKeepsTheImportDone()
    {
        var day = With(Opened, new UsageImported(17, "dynamodb"), WasReset());

        Assert.Equal(0, day.Used);
        Assert.Empty(QuotaDecisions.Import(day, 17, "dynamodb", Default).Events);
    }
}
