using CsCheck;
using Tollgate.AuthorizerLambda.Logging;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Logging;

public sealed class LogTextTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/blog", "/blog")]
    [InlineData("/orders/0f8fad5b-d9cb-469f-a165-70867728950e/lines", "/orders/0f8fad5b-d9cb-469f-a165-70867728950e/lines")]
    [InlineData("/x/eyJhbGciOiJub25lIn0/y", "/x/[redacted]/y")]
    [InlineData("/eyJhbGciOiJub25lIn0.eyJzdWIiOiJhIn0.c2ln", "/[redacted].[redacted].c2ln")]
    [InlineData("eyJ", "[redacted]")]
    public void Text_ThatMayHoldAToken_IsRedactedThere(string text, string logged) => Assert.Equal(logged, LogText.WithoutTokens(text));

    [Fact]
    public void Text_WithARealTokenAnywhere_HoldsNoPartOfIt() => Gen.Select(Gen.String, Gen.String).Sample((before, after) =>
        SampleToken.AssertNotIn(LogText.WithoutTokens($"{before}{SampleToken.Text}{after}")));

    [Fact]
    public void Text_ThatIsALongRun_IsRedacted()
    {
        Assert.Equal(new string('a', 64), LogText.WithoutTokens(new string('a', 64)));
        Assert.Equal("[redacted]", LogText.WithoutTokens(new string('a', 65)));
    }
}
