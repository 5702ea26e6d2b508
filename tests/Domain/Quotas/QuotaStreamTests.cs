using CsCheck;
using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class QuotaStreamTests
{
    [Theory]
    [InlineData("alice@example.com", "quota/alice%40example.com/2026-11-22")]
    [InlineData("a/2026-11-22", "quota/a%2F2026-11-22/2026-11-22")]
    [InlineData("a%2Fb", "quota/a%252Fb/2026-11-22")]
    [InlineData("é", "quota/%C3%A9/2026-11-22")]
    [InlineData("..", "quota/../2026-11-22")]
    public void Name_IsThePrincipalEscapedAndTheDay(string principal, string name) => Assert.Equal(name, NameOf(principal));

    [Fact]
    public void Name_LongestPrincipal_IsAStreamNameThatAStoreTakes() =>
        Assert.InRange(NameOf(string.Concat(Enumerable.Repeat("\U0001F600", 64))).Length, 1, 1_024);

    [Fact]
    public void Name_TwoPrincipalsOrDays_AreTwoStreams()
    {
        var text = Gen.OneOf("a", "A", "/", "%", "2", "F", "%2F", "2026-11-22", ".", " ", "+", "é", "e", "\u0301", "😀", "~").Array[1, 4].Select(string.Concat);
        Gen.Select(text, text, Gen.Int[0, 1]).Sample(
            (left, right, days) =>
            {
                Assert.True(Principal.TryParse(left, lowerCase: false, out var one));
                Assert.True(Principal.TryParse(right, lowerCase: false, out var other));
                var name = QuotaStream.Name(one, GivenDay.Today);
                var otherName = QuotaStream.Name(other, new QuotaDay(GivenDay.Today.Date.AddDays(days)));

                Assert.Equal(one == other && days == 0, name == otherName);
                Assert.Equal(2, name.Count(c => c == '/'));
                Assert.DoesNotContain(name, c => c is < '!' or > '~');
            },
            iter: Tries.Of(20_000));
    }

    [Fact]
    public void TryParse_ReadsEveryNameThatIsWritten() =>
        Gen.OneOf("a", "A", "/", "%", "2", "F", "%2F", ".", " ", "+", "é", "😀").Array[1, 4].Select(string.Concat).Sample(text =>
        {
            Assert.True(Principal.TryParse(text, lowerCase: false, out var written));
            Assert.True(QuotaStream.TryParse(QuotaStream.Name(written, GivenDay.Today), out var read, out var day));
            Assert.Equal((written, GivenDay.Today), (read, day));
        });

    [Theory]
    [InlineData("account/alice%40example.com")]
    [InlineData("quota/alice%40example.com")]
    [InlineData("quota/alice@example.com/2026-11-22")]
    [InlineData("quota/alice%40example.com/2026-11-31")]
    [InlineData("quota//2026-11-22")]
    [InlineData("quota/a/2026-11-22/b")]
    public void TryParse_OtherSpelling_IsNoQuotaDay(string stream) => Assert.False(QuotaStream.TryParse(stream, out _, out _));

    private static string NameOf(string text)
    {
        Assert.True(Principal.TryParse(text, lowerCase: false, out var principal));
        return QuotaStream.Name(principal, GivenDay.Today);
    }
}
