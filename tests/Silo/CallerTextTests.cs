using CsCheck;
using Tollgate.Silo.Answers;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests;

public sealed class CallerTextTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/orders/0f8fad5b-d9cb-469f-a165-70867728950e/lines", "/orders/0f8fad5b-d9cb-469f-a165-70867728950e/lines")]
    [InlineData("/x/eyJhbGciOiJub25lIn0/y", "/x/[redacted]/y")]
    [InlineData("/nothieyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln", "/[redacted].[redacted].c2ln")]
    [InlineData("eyJ", "[redacted]")]
    [InlineData("/a\u001b[2J\r\nDenied", "/a\uFFFD[2J\uFFFD\uFFFDDenied")]
    [InlineData("/a\u0085b\u007F", "/a\uFFFDb\uFFFD")]
    public void Text_OfACaller_IsShownAs(string text, string shown) => Assert.Equal(shown, CallerText.Of(text));

    [Fact]
    public void Text_ThatIsALongRun_IsRedacted()
    {
        Assert.Equal(new string('a', 64), CallerText.Of(new string('a', 64)));
        Assert.Equal("[redacted]", CallerText.Of(new string('a', 65)));
    }

    [Fact]
    public void Text_ThatIsLong_IsCut()
    {
        var segments = string.Concat(Enumerable.Repeat("/orders", 100));

        Assert.Equal(segments[..255] + "…", CallerText.Of(segments));
        Assert.Equal(segments[..256], CallerText.Of(segments[..256]));
    }

    [Fact]
    public async Task Text_WithARealTokenAnywhere_HoldsNoPartOfIt()
    {
        await using var forge = await TokenForge.StartAsync();
        var token = forge.Issue();

        Gen.Select(Gen.String, Gen.String).Sample((before, after) =>
        {
            var shown = CallerText.Of($"{before}{token}{after}");
            Assert.All(token.Split('.'), part => Assert.DoesNotContain(part[..16], shown, StringComparison.Ordinal));
        });
    }
}
