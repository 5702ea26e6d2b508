using System.Text.Json;
using CsCheck;
using Tollgate.AuthorizerLambda.Policies;

namespace Tollgate.AuthorizerLambda.Tests.Policies;

public sealed class ContextTextTests
{
    [Theory]
    [InlineData(null, null)]
    [InlineData("", "")]
    [InlineData("Your role may not call GET /blog", "Your role may not call GET /blog")]
    [InlineData("say \"no\"", "say 'no'")]
    [InlineData("a\\b", "a/b")]
    [InlineData("a\r\nb\tc\0d\u007f\u0085", "a  b c d  ")]
    [InlineData("gr\u00fc\u00dfe", "gr\u00fc\u00dfe")]
    public void Text_Cleaned_HasNoQuoteBackslashOrControl(string? text, string? expected) => Assert.Equal(expected, ContextText.Clean(text));

    [Fact]
    public void Text_TooLong_IsCutBetweenCharacters()
    {
        var text = new string('a', ContextText.MaxLength - 1) + "\U0001F600";

        Assert.Equal(text[..(ContextText.MaxLength - 1)], ContextText.Clean(text));
    }

    [Fact]
    public void Text_OfAnyKind_StandsUnescapedInAJsonString() => Gen.String.Sample(text =>
    {
        using var template = JsonDocument.Parse($$"""{"message":"{{ContextText.Clean(text)}}"}""");
    });
}
