using System.Text;
using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Tests.Events;

public sealed class TokenEventTests
{
    private const string Arn = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/test/GET/request";

    [Fact]
    public void TokenEvent_AsDocumented_IsRead()
    {
        var json = $$"""{"type":"TOKEN","authorizationToken":"Bearer aaa.bbb.ccc","methodArn":"{{Arn}}"}""";

        Assert.True(TokenEvent.TryParse(Encoding.UTF8.GetBytes(json), out var parsed));
        Assert.Equal("Bearer aaa.bbb.ccc", parsed.AuthorizationToken);
        Assert.Equal(Arn, parsed.MethodArn.Value);
    }

    [Theory]
    [InlineData($$"""{"type":"TOKEN","methodArn":"{{Arn}}"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":null,"methodArn":"{{Arn}}","added":{"later":[1]} }""")]
    public void TokenEvent_WithoutToken_IsStillAnEvent(string json)
    {
        Assert.True(TokenEvent.TryParse(Encoding.UTF8.GetBytes(json), out var parsed));
        Assert.Null(parsed.AuthorizationToken);
    }

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("not json")]
    [InlineData("{}")]
    [InlineData($$"""{"type":"REQUEST","authorizationToken":"x","methodArn":"{{Arn}}"}""")]
    [InlineData($$"""{"authorizationToken":"x","methodArn":"{{Arn}}"}""")]
    [InlineData("""{"type":"TOKEN","authorizationToken":"x"}""")]
    [InlineData("""{"type":"TOKEN","authorizationToken":"x","methodArn":"nonsense"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":7,"methodArn":"{{Arn}}"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"x","methodArn":["{{Arn}}"]}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"x","methodArn":"{{Arn}}","methodArn":"{{Arn}}2"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"x","methodArn":"{{Arn}}\ud800"}""")]
    [InlineData($$"""{"type":"TOKEN","authorizationToken":"\udfff","methodArn":"{{Arn}}"}""")]
    public void TokenEvent_OfAnotherForm_IsRefused(string json) =>
        Assert.False(TokenEvent.TryParse(Encoding.UTF8.GetBytes(json), out _));

    [Fact]
    public void TokenEvent_ThatIsNotUtf8_IsRefused()
    {
        byte[] json = [.. """{"type":"TOKEN","authorizationToken":"""u8, (byte)'"', 0xff, 0xc0, (byte)'"', (byte)'}'];

        Assert.False(TokenEvent.TryParse(json, out _));
    }
}
