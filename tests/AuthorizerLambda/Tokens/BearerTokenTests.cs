using Tollgate.AuthorizerLambda.Tokens;

namespace Tollgate.AuthorizerLambda.Tests.Tokens;

public sealed class BearerTokenTests
{
    [Theory]
    [InlineData("aaa.bbb.ccc", "aaa.bbb.ccc")]
    [InlineData("Bearer aaa.bbb.ccc", "aaa.bbb.ccc")]
    [InlineData("bearer aaa.bbb.ccc", "aaa.bbb.ccc")]
    [InlineData("BEARER   aaa.bbb.ccc", "aaa.bbb.ccc")]
    [InlineData("  Bearer aaa.bbb.ccc ", "aaa.bbb.ccc")]
    [InlineData("Bearertoken", "Bearertoken")]
    [InlineData("a-b_c~d+e/f==", "a-b_c~d+e/f==")]
    public void BearerToken_RawOrWithScheme_IsFound(string header, string token) => Assert.Equal(token, BearerToken.Find(header));

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("Bearer")]
    [InlineData("bearer ")]
    [InlineData("Bearer Bearer aaa.bbb.ccc")]
    [InlineData("Basic dXNlcjpwYXNz")]
    [InlineData("Bearer aaa.bbb.ccc, Bearer ddd.eee.fff")]
    [InlineData("Bearer aaa.bbb.ccc\r\nX-Admin: 1")]
    [InlineData("Bearer aaa.bbb.ccc\0")]
    [InlineData("Bearer\taaa.bbb.ccc")]
    [InlineData("\u00e4\u00f6\u00fc")]
    [InlineData("\"aaa.bbb.ccc\"")]
    public void BearerToken_ThatCannotBeValid_IsNone(string? header) => Assert.Null(BearerToken.Find(header));

    [Fact]
    public void BearerToken_LongerThanTheFacadeTakes_IsNone()
    {
        var longest = new string('a', BearerToken.MaxLength);

        Assert.Equal(longest, BearerToken.Find($"Bearer {longest}"));
        Assert.Null(BearerToken.Find($"Bearer {longest}a"));
    }
}
