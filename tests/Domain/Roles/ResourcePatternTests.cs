using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

public sealed class ResourcePatternTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/blog", "/blog")]
    [InlineData("/blog/", "/blog/")]
    [InlineData("/Café au lait", "/Café au lait")]
    [InlineData("/orders/{id}", "/orders/{}")]
    [InlineData("/orders/{order id}/lines/{n}", "/orders/{}/lines/{}")]
    [InlineData("/{a}/{a}/", "/{}/{}/")]
    [InlineData("/admin/*", "/admin/*")]
    [InlineData("/*", "/*")]
    [InlineData("/{x}/*", "/{}/*")]
    public void TryParse_APattern_IsKeptAsItIsWithItsShape(string text, string shape)
    {
        Assert.True(ResourcePattern.TryParse(text, out var pattern));
        Assert.Equal(text, pattern.Text);
        Assert.Equal(text, pattern.ToString());
        Assert.Equal(shape, pattern.Shape);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("blog")]
    [InlineData("*")]
    [InlineData("//")]
    [InlineData("/a/../b")]
    [InlineData("/a?b")]
    [InlineData("/a\\b")]
    public void TryParse_NotAPath_IsRefused(string? text) => AssertRefused(text);

    [Theory]
    [InlineData("/*/a")]
    [InlineData("/*/")]
    [InlineData("/a/*/*")]
    [InlineData("/a*")]
    [InlineData("/*a")]
    [InlineData("/**")]
    public void TryParse_StarThatIsNotTheLastSegment_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("/{}")]
    [InlineData("/{")]
    [InlineData("/}")]
    [InlineData("/a{")]
    [InlineData("/a}")]
    [InlineData("/{id")]
    [InlineData("/id}")]
    [InlineData("/{id}.json")]
    [InlineData("/v{n}")]
    [InlineData("/{a}{b}")]
    [InlineData("/{{a}}")]
    [InlineData("/{a{b}")]
    [InlineData("/{*}")]
    [InlineData("/{path*}")]
    [InlineData("/}a{")]
    public void TryParse_BracesThatAreNotAParameter_IsRefused(string text) => AssertRefused(text);

    // Read again from the log, an escape would be decoded again, to another resource or to none.
    [Theory]
    [InlineData("/%62log")]
    [InlineData("/a%20b")]
    [InlineData("/%2525zz")]
    [InlineData("/%7Bid%7D")]
    [InlineData("/%2A")]
    [InlineData("/100%25")]
    public void TryParse_Escape_IsRefused(string text) => AssertRefused(text);

    private static void AssertRefused(string? text)
    {
        Assert.False(ResourcePattern.TryParse(text, out var pattern));
        Assert.Null(pattern);
    }
}
