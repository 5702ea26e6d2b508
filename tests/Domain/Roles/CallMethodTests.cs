using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

public sealed class CallMethodTests
{
    [Theory]
    [InlineData("GET")]
    [InlineData("M-SEARCH")]
    [InlineData("V2")]
    [InlineData("X")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345")]
    public void TryParse_UpperCaseName_IsKeptAsItIs(string text)
    {
        Assert.True(CallMethod.TryParse(text, out var method));
        Assert.Equal(text, method.Value);
        Assert.Equal(text, method.ToString());
        Assert.Equal(text, method.MappedAs);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("get")]
    [InlineData("Get")]
    [InlineData("*")]
    [InlineData("GET ")]
    [InlineData(" GET")]
    [InlineData("GET/")]
    [InlineData("GET\0")]
    [InlineData("GÉT")]
    [InlineData("\uFF27\uFF25\uFF34")]
    [InlineData("ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456")]
    public void TryParse_AnythingElse_IsRefused(string? text)
    {
        Assert.False(CallMethod.TryParse(text, out var method));
        Assert.Null(method);
    }

    [Fact]
    public void MappedAs_Head_IsGet()
    {
        Assert.True(CallMethod.TryParse("HEAD", out var head));
        Assert.Equal("HEAD", head.Value);
        Assert.Equal("GET", head.MappedAs);
    }
}
