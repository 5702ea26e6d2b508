using Tollgate.Domain.Quotas;

namespace Tollgate.Domain.Tests.Quotas;

public sealed class RequestIdTests
{
    [Theory]
    [InlineData("c6af9ac6-7b61-11e6-9a41-93e8deadbeef")]
    [InlineData("!")]
    [InlineData("~")]
    [InlineData("\"\\/{}<>")]
    public void TryParse_VisibleAscii_IsKeptAsItIs(string text)
    {
        Assert.True(RequestId.TryParse(text, out var id));
        Assert.Equal(text, id.Value);
        Assert.Equal(text, id.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" ")]
    [InlineData("a b")]
    [InlineData("a\tb")]
    [InlineData("a\0")]
    [InlineData("a\u007f")]
    [InlineData("é")]
    [InlineData("\uFF11")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.False(RequestId.TryParse(text, out var id));
        Assert.Null(id);
    }

    [Fact]
    public void TryParse_LongestId_IsAcceptedAndOneMoreIsNot()
    {
        Assert.True(RequestId.TryParse(new string('x', 128), out _));
        Assert.False(RequestId.TryParse(new string('x', 129), out _));
    }

    [Fact]
    public void Equality_IsOrdinal()
    {
        Assert.True(RequestId.TryParse("a", out var lower));
        Assert.True(RequestId.TryParse("A", out var upper));
        Assert.True(RequestId.TryParse("a", out var same));
        Assert.NotEqual(lower, upper);
        Assert.Equal(lower, same);
    }
}
