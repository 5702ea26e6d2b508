using System.Text.Json;
using CsCheck;
using Tollgate.AuthorizerLambda.Answers;

namespace Tollgate.AuthorizerLambda.Tests.Answers;

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
        using var sentence = JsonDocument.Parse($$"""{"message":"{{ContextText.Clean(text)}}"}""");
        using var name = JsonDocument.Parse($$"""{"message":"{{ContextText.Escape(text)}}"}""");
        using var list = JsonDocument.Parse($$"""{"message":"{{ContextText.Join([text, text])}}"}""");
        using var field = JsonDocument.Parse($$"""{"message":"{{ContextText.WithoutQuotes(text)}}"}""");
    });

    [Theory]
    [InlineData("alice@example.com", "alice@example.com")]
    [InlineData("a\"b", "a%22b")]
    [InlineData("a%22b", "a%2522b")]
    [InlineData("a\\b\u0085", "a%5Cb%C2%85")]
    [InlineData("gr\u00fc\u00dfe\U0001F600", "gr\u00fc\u00dfe\U0001F600")]
    public void Name_Escaped_IsCleanAndStillItself(string name, string expected)
    {
        Assert.Equal(expected, ContextText.Escape(name));
        Assert.Equal(name, Uri.UnescapeDataString(expected));
    }

    [Fact]
    public void Names_Escaped_AreDifferentIfTheNamesAre() => Gen.Select(Gen.String, Gen.String).Sample((one, other) =>
        one == other || !IsText(one) || !IsText(other) || ContextText.Escape(one) != ContextText.Escape(other));

    [Theory]
    [InlineData(new string[0], null)]
    [InlineData(new[] { "IT" }, "IT")]
    [InlineData(new[] { "IT", "R&D", "Sales, East" }, "IT,R&D,Sales%2C East")]
    public void Names_Joined_CanBeToldApart(string[] names, string? expected) => Assert.Equal(expected, ContextText.Join(names));

    [Fact]
    public void Names_TooMany_AreLeftOutAsAWhole()
    {
        var list = ContextText.Join(Enumerable.Repeat("Administrators", 100))!;

        Assert.InRange(list.Length, ContextText.MaxListLength - "Administrators,".Length, ContextText.MaxListLength);
        Assert.All(list.Split(','), name => Assert.Equal("Administrators", name));
    }

    [Theory]
    [InlineData("\"daily\";q=50;w=86400", "daily;q=50;w=86400")]
    [InlineData("\"daily\";r=1;t=2, \"burst\";r=0;t=1", "daily;r=1;t=2, burst;r=0;t=1")]
    public void Field_WithoutQuotes_HasTokensForStrings(string field, string expected) => Assert.Equal(expected, ContextText.WithoutQuotes(field));

    // Half a surrogate pair is no text, and becomes the replacement character.
    private static bool IsText(string text) => !text.EnumerateRunes().Any(rune => rune == System.Text.Rune.ReplacementChar);
}
