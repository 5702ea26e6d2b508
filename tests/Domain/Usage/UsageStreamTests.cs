using Tollgate.Domain.Tests.Quotas;
using Tollgate.Domain.Usage;

namespace Tollgate.Domain.Tests.Usage;

public sealed class UsageStreamTests
{
    [Fact]
    public void TryParse_TheNameOfADay_IsThatDay()
    {
        Assert.Equal("usage/2026-11-22", UsageStream.Name(GivenDay.Today));
        Assert.True(UsageStream.TryParse("usage/2026-11-22", out var day));
        Assert.Equal(GivenDay.Today, day);
    }

    [Theory]
    [InlineData("")]
    [InlineData("usage/")]
    [InlineData("usage/2026-11-31")]
    [InlineData("usage/2026-11-22/x")]
    [InlineData("Usage/2026-11-22")]
    [InlineData("quota/2026-11-22")] // the same letters further on, under another name
    [InlineData("2026-11-22")]
    public void TryParse_AnythingElse_IsNoDay(string stream) => Assert.False(UsageStream.TryParse(stream, out _));
}
