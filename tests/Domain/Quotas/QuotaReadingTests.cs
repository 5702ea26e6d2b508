using Tollgate.Domain.Quotas;
using static Tollgate.Domain.Tests.Quotas.GivenDay;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class QuotaReadingTests
{
    [Fact]
    public void Of_DayNeverOpened_ShowsTheLimitItWouldOpenWith() =>
        Assert.Equal(new QuotaReading(Today, 50, 0, 0), QuotaReading.Of(With(), limitIfOpened: 50));

    [Fact]
    public void Of_OpenDay_ShowsItsOwnLimit() =>
        Assert.Equal(new QuotaReading(Today, 20, 3, 2), QuotaReading.Of(With(new DayOpened(20, 0), Charged(3)), limitIfOpened: 50));

    [Fact]
    public void Remaining_MoreUsedThanAllowed_IsZero() => Assert.Equal(0, new QuotaReading(Today, 10, 50, 9).Remaining);
}
