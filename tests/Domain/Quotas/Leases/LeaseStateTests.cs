using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas.Leases;

/// <summary>What events of leases may stand where.</summary>
public sealed class LeaseStateTests
{
    private static readonly LeaseTaken Taken = new("lease", 10);

    [Fact]
    public void Evolve_TakenSettledAndForfeited_AddsUp()
    {
        var day = With(Opened, Charged(3), Taken);
        Assert.Equal((13L, 10L), (day.Used, day.Leases.UnitsOf("lease")));

        day = day.Evolve(Settled(units: 2, returned: 1, "a", "b"));
        Assert.Equal((12L, 5L), (day.Used, day.Leases.UnitsOf("lease")));

        day = day.Evolve(new LeaseForfeited("lease", 4));
        Assert.Equal((12L, 1L), (day.Used, day.Leases.UnitsOf("lease")));

        day = day.Evolve(Settled(units: 1, returned: 0, "c"));
        Assert.Equal((12L, 0L), (day.Used, day.Leases.Units));
        Assert.Empty(day.Leases.All);
        Assert.All(["a", "b", "c"], id => Assert.NotNull(day.Requests.Find(id)));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(long.MaxValue - 4)]
    public void Evolve_LeaseOfImpossibleUnits_Throws(long units) => AssertRefused(new LeaseTaken("lease", units), Opened, Charged(5));

    [Fact]
    public void Evolve_LargestLeaseThatANumberHolds_IsTaken() =>
        Assert.Equal(long.MaxValue, With(Opened, Charged(5), new LeaseTaken("lease", long.MaxValue - 5)).Used);

    [Fact]
    public void Evolve_LeaseTakenTwice_Throws() => AssertRefused(Taken, Opened, Taken);

    [Fact]
    public void Evolve_LeaseOfADayNeverOpened_Throws()
    {
        AssertRefused(Taken);
        AssertRefused(Settled(1, 0, "a"));
        AssertRefused(new LeaseForfeited("lease", 1));
    }

    [Fact]
    public void Evolve_MoreThanTheLeaseHolds_Throws()
    {
        AssertRefused(Settled(units: 5, returned: 1, "a", "b"), Opened, Taken);
        AssertRefused(Settled(units: 11, returned: 0, "a"), Opened, Taken);
        AssertRefused(Settled(units: 1, returned: 10, "a"), Opened, Taken);
        AssertRefused(new LeaseForfeited("lease", 11), Opened, Taken);
        AssertRefused(Settled(units: 5, returned: 5, "a"), Opened, Taken, Settled(units: 1, returned: 0, "z"));
    }

    [Fact]
    public void Evolve_SettlementOfNothingOrOfAnotherLease_Throws()
    {
        AssertRefused(new LeaseSettled("lease", [], 0), Opened, Taken);
        AssertRefused(new LeaseSettled("lease", [], -1), Opened, Taken);
        AssertRefused(new LeaseSettled("another", [], 1), Opened, Taken);
        AssertRefused(new LeaseForfeited("another", 1), Opened, Taken);
        AssertRefused(new LeaseForfeited("lease", 0), Opened, Taken);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(Units.Max + 1)]
    public void Evolve_CallOfImpossibleUnits_Throws(long units) =>
        AssertRefused(Settled(units, returned: 1, "a"), new DayOpened(QuotaLimit.Max, 0), new LeaseTaken("lease", 5_000_000));

    [Fact]
    public void Evolve_CallsOfTheMostUnits_AreTaken() =>
        Assert.Equal(Units.Max, With(new DayOpened(QuotaLimit.Max, 0), new LeaseTaken("lease", Units.Max + 7), Settled(Units.Max, returned: 7, "a")).Used);

    [Fact]
    public void Evolve_ImpossibleCallsBesidePossibleOnes_Throws()
    {
        LeasedCharges possible = new("/blog", "GET", 2, ["a"], [0]);
        foreach (var impossible in new LeasedCharges[] { new("/blog", "POST", -1, ["b"], [1]), new("/blog", "POST", 1, [], []) })
            AssertRefused(new LeaseSettled("lease", [possible, impossible], 0), Opened, Taken);
    }

    [Fact]
    public void Evolve_KindWithoutCalls_Throws() => AssertRefused(Settled(units: 1, returned: 1), Opened, Taken);

    private static LeaseSettled Settled(long units, long returned, params string[] ids) =>
        new("lease", [new("/blog", "GET", units, ids, [.. ids.Select(_ => 0L)])], returned);

    private static void AssertRefused(QuotaEvent happened, params QuotaEvent[] before)
    {
        var day = With(before);
        Assert.Throws<InvalidOperationException>(() => day.Evolve(happened));
    }
}
