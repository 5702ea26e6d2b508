using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class UnitsTests
{
    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(1_000_000)]
    public void TryCreate_WithinBounds_IsThatMany(long value)
    {
        Assert.True(Units.TryCreate(value, out var units));
        Assert.Equal(value, units.Value);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    [InlineData(1_000_001)]
    [InlineData(long.MinValue)]
    [InlineData(long.MaxValue)]
    public void TryCreate_OutOfBounds_IsRefusedAndLeavesNothingToCharge(long value)
    {
        Assert.False(Units.TryCreate(value, out var units));
        Assert.Equal(0, units.Value);
    }

    [Fact]
    public void One_IsTheCostOfAnOrdinaryCall() => Assert.Equal(1, Units.One.Value);
}
