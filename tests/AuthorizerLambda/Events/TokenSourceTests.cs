using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Tests.Events;

public sealed class TokenSourceTests
{
    [Theory]
    [InlineData("header.Authorization", true, "Authorization")]
    [InlineData("header.X-My.Token", true, "X-My.Token")]
    [InlineData("querystring.access_token", false, "access_token")]
    public void Source_InTheGatewaysWords_IsRead(string text, bool isHeader, string name)
    {
        Assert.True(TokenSource.TryParse(text, out var source));
        Assert.Equal(new TokenSource(isHeader, name), source);
    }

    [Theory]
    [InlineData("")]
    [InlineData("Authorization")]
    [InlineData("header.")]
    [InlineData("querystring.")]
    [InlineData("cookie.token")]
    [InlineData("HEADER.Authorization")]
    public void Source_OfAnotherForm_IsRefused(string text) => Assert.False(TokenSource.TryParse(text, out _));
}
