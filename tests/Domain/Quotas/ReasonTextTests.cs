using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class ReasonTextTests
{
    [Theory]
    [InlineData("x", "x")]
    [InlineData("  launch day ", "launch day")]
    [InlineData("größer: \"50\" <b>", "größer: \"50\" <b>")]
    public void TryParse_AReason_IsKeptWithoutBlanksAtItsEnds(string text, string kept)
    {
        Assert.True(ReasonText.TryParse(text, out var reason));
        Assert.Equal(kept, reason.Value);
        Assert.Equal(kept, reason.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("two\nlines")]
    [InlineData("a\tb")]
    [InlineData("a\0")]
    [InlineData("\u001b[31mred")]
    [InlineData("a\u0085b")]
    public void TryParse_NoneOrUnprintable_IsRefused(string? text)
    {
        Assert.False(ReasonText.TryParse(text, out var reason));
        Assert.Null(reason);
    }

    [Fact]
    public void TryParse_LongestReason_IsAcceptedAndOneMoreIsNot()
    {
        Assert.True(ReasonText.TryParse(new string('x', 500), out _));
        Assert.True(ReasonText.TryParse(new string('x', 500) + " ", out _));
        Assert.False(ReasonText.TryParse(new string('x', 501), out _));
    }
}
