using Tollgate.Silo.Authentication;

namespace Tollgate.Silo.Tests.Authentication;

public sealed class GarbageShareTests
{
    private readonly GarbageShare _share = new();

    [Fact]
    public void AFewBadInARow_AreNoFlood_MoreAre()
    {
        Count(GarbageShare.BadInARow - 1, isGood: false);
        Assert.False(_share.IsHigh);

        Count(1, isGood: false);
        Assert.True(_share.IsHigh);
    }

    [Fact]
    public void EverydayShareOfBadTokens_IsNoFlood_HoweverLong()
    {
        for (var n = 0; n < 10_000; n++)
        {
            Count(1, isGood: false);
            Count(GarbageShare.GoodForEachBad, isGood: true);
        }

        Assert.False(_share.IsHigh);
    }

    [Fact]
    public void MoreBadThanThat_AreAFlood_ThoughGoodOnesCameBefore()
    {
        Count(10_000, isGood: true);
        for (var n = 0; n < 100; n++)
        {
            Count(1, isGood: false);
            Count(GarbageShare.GoodForEachBad / 2, isGood: true);
        }

        Assert.True(_share.IsHigh);
    }

    [Fact]
    public void LongestFlood_IsForgottenSoon()
    {
        Count(1_000_000, isGood: false);
        Count(GarbageShare.BadInARow * GarbageShare.GoodForEachBad + 1, isGood: true);

        Assert.False(_share.IsHigh);
    }

    private void Count(int tokens, bool isGood)
    {
        for (var n = 0; n < tokens; n++)
            _share.Count(isGood);
    }
}
