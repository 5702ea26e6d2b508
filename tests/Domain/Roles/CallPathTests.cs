using System.Text;
using System.Text.RegularExpressions;
using CsCheck;
using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

public sealed class CallPathTests
{
    [Theory]
    [InlineData("/", "/")]
    [InlineData("/blog", "/blog")]
    [InlineData("/Blog", "/Blog")]
    [InlineData("/blog/", "/blog/")]
    [InlineData("/GETTING/POSTS", "/GETTING/POSTS")]
    [InlineData("/orders/PUT-x", "/orders/PUT-x")]
    [InlineData("/a%20b", "/a b")]
    [InlineData("/a+b", "/a+b")]
    [InlineData("/caf%C3%A9", "/café")]
    [InlineData("/caf%c3%a9", "/café")]
    [InlineData("/café", "/café")]
    [InlineData("/%F0%9F%98%80/x", "/\U0001F600/x")]
    [InlineData("/\U0001F600/%41", "/\U0001F600/A")]
    [InlineData("/%62log", "/blog")]
    [InlineData("/a%3Ab:@!$&'()*,=~-_.", "/a:b:@!$&'()*,=~-_.")]
    [InlineData("/...x", "/...x")]
    [InlineData("/x...", "/x...")]
    [InlineData("/%20", "/ ")]
    [InlineData("/.well-known/x..y", "/.well-known/x..y")]
    [InlineData("/１２", "/１２")]
    [InlineData("/%7Bid%7D", "/{id}")]
    public void TryParse_OnePlainReading_IsDecoded(string text, string decoded)
    {
        Assert.True(CallPath.TryParse(text, out var path));
        Assert.Equal(decoded, path.Value);
        Assert.Equal(decoded, path.ToString());
    }

    [Theory]
    [InlineData("/100%25", "/100%")]
    [InlineData("/%25", "/%")]
    [InlineData("/%25zz", "/%zz")]
    [InlineData("/5%25 off", "/5% off")]
    [InlineData("/%25/41", "/%/41")]
    public void TryParse_PercentSignThatEscapesNothing_IsThatSign(string text, string decoded)
    {
        Assert.True(CallPath.TryParse(text, out var path));
        Assert.Equal(decoded, path.Value);
    }

    // Whoever decodes twice reads /admin here.
    [Theory]
    [InlineData("/%2561dmin")]
    [InlineData("/%252561dmin")]
    [InlineData("/%252e%252e/admin")]
    [InlineData("/a%252Fb")]
    [InlineData("/%2500")]
    [InlineData("/x%253By")]
    [InlineData("/%25%2561")]
    [InlineData("/%25%36%31dmin")]
    [InlineData("/％２ｆ")]
    public void TryParse_EscapedTwice_IsRefused(string text) => AssertRefused(text);

    // Servers that know path parameters drop them: /admin;x/users is /admin/users there.
    [Theory]
    [InlineData("/admin;x/users")]
    [InlineData("/admin;/users")]
    [InlineData("/;x/admin")]
    [InlineData("/orders/7;v=2")]
    [InlineData("/admin%3bx/users")]
    [InlineData("/admin%3Bx/users")]
    [InlineData("/;")]
    [InlineData("/admin；x/users")]
    [InlineData("/admin%EF%BC%9Bx/users")]
    public void TryParse_PathParameter_IsRefused(string text) => AssertRefused(text);

    // To whoever reads all forms of a character as one, these are slashes and dots.
    [Theory]
    [InlineData("/public／admin")]
    [InlineData("/public%EF%BC%8Fadmin")]
    [InlineData("/public＼admin")]
    [InlineData("/．．/admin")]
    [InlineData("/‥/admin")]
    [InlineData("/…")]
    [InlineData("/%E2%80%A5/admin")]
    [InlineData("/c℀")]
    [InlineData("/a？b")]
    [InlineData("/a＃b")]
    public void TryParse_DelimiterInAnotherForm_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("blog")]
    [InlineData("*")]
    [InlineData("http://host/blog")]
    [InlineData("%2Fblog")]
    [InlineData(" /blog")]
    public void TryParse_NotAPath_IsRefused(string? text) => AssertRefused(text);

    [Theory]
    [InlineData("/a%2Fb")]
    [InlineData("/a%2fb")]
    [InlineData("/a\\b")]
    [InlineData("/a%5Cb")]
    [InlineData("/a%5cb")]
    [InlineData("/blog%2F")]
    public void TryParse_SlashInDisguise_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("/.")]
    [InlineData("/..")]
    [InlineData("/./blog")]
    [InlineData("/blog/..")]
    [InlineData("/blog/../admin")]
    [InlineData("/blog/./")]
    [InlineData("/%2e")]
    [InlineData("/%2E%2e/admin")]
    [InlineData("/.%2e/admin")]
    [InlineData("/...")]
    [InlineData("/..%20/admin")]
    [InlineData("/blog/.%20")]
    [InlineData("/blog/%20.")]
    [InlineData("/%20..%20/admin")]
    [InlineData("/..%C2%A0/admin")]
    [InlineData("/%2e./admin")]
    [InlineData("/blog/%2e%2E")]
    [InlineData("//")]
    [InlineData("//blog")]
    [InlineData("/blog//")]
    [InlineData("/a//b")]
    [InlineData("///")]
    public void TryParse_DotOrEmptySegment_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("/%")]
    [InlineData("/%2")]
    [InlineData("/a%4")]
    [InlineData("/%zz")]
    [InlineData("/%4g")]
    [InlineData("/% 41")]
    [InlineData("/%+41")]
    [InlineData("/%-1")]
    [InlineData("/%u0041")]
    [InlineData("/%\uFF14\uFF11")]
    [InlineData("/%%41")]
    public void TryParse_InvalidEscape_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("/%C0%AF")]
    [InlineData("/%C0%AE%C0%AE/admin")]
    [InlineData("/%E0%80%AF")]
    [InlineData("/%F0%80%80%AF")]
    [InlineData("/%C1%9C")]
    [InlineData("/%80")]
    [InlineData("/%FF")]
    [InlineData("/%C3")]
    [InlineData("/%C3x")]
    [InlineData("/%ED%A0%80")]
    [InlineData("/%F4%90%80%80")]
    [InlineData("/%EF%BF%BD")]
    [InlineData("/\uFFFD")]
    public void TryParse_NotUtf8_IsRefused(string text) => AssertRefused(text);

    [Theory]
    [InlineData("/a\0")]
    [InlineData("/a%00")]
    [InlineData("/a%00.html")]
    [InlineData("/a\n")]
    [InlineData("/a%0d%0aX-Header:1")]
    [InlineData("/a%7F")]
    [InlineData("/a%C2%85")]
    [InlineData("/a\t")]
    [InlineData("/a%09b")]
    [InlineData("/a%E2%80%A8b")]
    [InlineData("/a%E2%80%A9b")]
    [InlineData("/a?b")]
    [InlineData("/a#b")]
    [InlineData("/a%3Fb")]
    [InlineData("/a%23b")]
    public void TryParse_ControlOrDelimiter_IsRefused(string text) => AssertRefused(text);

    // Attribute arguments are UTF-8 in metadata: a lone surrogate must be made at run time.
    [Fact]
    public void TryParse_LoneSurrogate_IsRefused()
    {
        char high = '\ud83d', low = '\ude00';
        foreach (var text in new[] { $"/{high}", $"/{low}", $"/%41{high}", $"/{high}%41", $"/{high}%2F", $"/%41{low}x", $"/{high}{high}{low}%41" })
            AssertRefused(text);
    }

    [Fact]
    public void TryParse_LongestPath_IsAcceptedAndOneMoreIsNot()
    {
        Assert.True(CallPath.TryParse("/" + new string('a', CallPath.MaxLength - 1), out _));
        AssertRefused("/" + new string('a', CallPath.MaxLength));
    }

    [Fact]
    public void TryParse_FullyEscapedText_IsThatText() =>
        Gen.OneOf("a", "Z", "0", " ", "%", "%.", "é", "\u0301", "😀", "中", "+", ":", "*", "{").Array[1, 12].Select(string.Concat).Sample(
            text =>
            {
                Assert.Equal(!Regex.IsMatch(text, "%[0-9A-Fa-f]{2}"), CallPath.TryParse("/" + Uri.EscapeDataString(text), out var path));
                Assert.True(path is null || path.Value == "/" + text);
            },
            iter: Tries.Of(5_000));

    [Fact]
    public void TryParse_AnyInput_GivesPlainSegmentsOrNothing() =>
        Gen.OneOf("/", "//", ".", "..", "%", "%2e", "%2E", "%2f", "%5c", "%00", "%C3", "%A9", "%c0%af", "a", "\\", "?", "2", "e", "25", ";", "%3b", "／", "．", "😀").Array[0, 10]
            .Select(pieces => "/" + string.Concat(pieces))
            .Sample(
                text =>
                {
                    if (!CallPath.TryParse(text, out var path))
                        return;
                    var segments = path.Value.Split('/');
                    Assert.Equal("", segments[0]);
                    Assert.DoesNotContain(segments[1..^1], segment => segment is "" or "." or "..");
                    Assert.False(segments[^1] is "." or "..");
                    Assert.Equal(text.Count(c => c == '/'), path.Value.Count(c => c == '/'));
                    Assert.DoesNotContain(path.Value, c => char.IsControl(c) || c is '\\' or '?' or '#' or ';' or '\uFFFD');
                    Assert.Equal(path.Value, Uri.UnescapeDataString(path.Value));
                    Assert.True(CallPath.TryParse(Uri.EscapeDataString(path.Value.Normalize(NormalizationForm.FormKC)).Replace("%2F", "/", StringComparison.Ordinal), out _));
                },
                iter: Tries.Of(20_000));

    private static void AssertRefused(string? text)
    {
        Assert.False(CallPath.TryParse(text, out var path));
        Assert.Null(path);
    }
}
