using System.Text;
using CsCheck;

namespace Tollgate.Domain.Tests;

public sealed class PrincipalTests
{
    // What the pieces of hostile names are made of: separators, escapes, combining marks, letters whose lower case composes.
    private static readonly Gen<string> Name = Gen.OneOf(
            "a", "A", "h", "H", "e", "E", "/", "%", "2F", "%2F", ".", "..", " ", "@", "+", "~", "\\", "é", "ß", "İ", "ı", "K", "Σ", "\u0301",
            "\u0307", "\u0331", "\u0345", "\u212A", "\u1E9E", "\u1112", "\u1161", "\u11AB", "😀", "中")
        .Array[1, 12]
        .Select(string.Concat);

    [Theory]
    [InlineData("alice@example.com")]
    [InlineData("0b9c1b1e-33a1-4b7e-9d3c-3f0f6c1d2e4f")]
    [InlineData("Ünïcode Nàme")]
    [InlineData("a/b/c")]
    [InlineData("..")]
    [InlineData(" ")]
    [InlineData("100%25")]
    [InlineData("\U0001F600 smile")]
    public void TryParse_OrdinaryText_IsKeptAsItIs(string text)
    {
        Assert.True(Principal.TryParse(text, lowerCase: false, out var principal));
        Assert.Equal(text, principal.Value);
        Assert.Equal(text, principal.ToString());
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("a\0b")]
    [InlineData("a\nb")]
    [InlineData("a\u007f")]
    [InlineData("a\u0085b")]
    [InlineData("a\uFFFDb")]
    [InlineData("a\uFFFE")]
    [InlineData("a\uFFFF")]
    [InlineData("\U0001FFFE")]
    public void TryParse_EmptyOrUnwritable_IsRefused(string? text)
    {
        Assert.False(Principal.TryParse(text, lowerCase: false, out var principal));
        Assert.Null(principal);
    }

    // Attribute arguments are UTF-8 in metadata: a lone surrogate must be made at run time.
    [Fact]
    public void TryParse_LoneSurrogate_IsRefused()
    {
        char high = '\ud83d', low = '\ude00';
        foreach (var text in new[] { $"{high}", $"{low}", $"a{high}b", $"{low}{high}", $"{high}{high}{low}" })
            Assert.False(Principal.TryParse(text, lowerCase: false, out _));
        Assert.True(Principal.TryParse($"{high}{low}", lowerCase: false, out _));
    }

    [Theory]
    [InlineData("a", 256)]
    [InlineData("é", 128)]
    [InlineData("中", 85)]
    [InlineData("\U0001F600", 64)]
    [InlineData("e\u0301", 128)]
    [InlineData("u\u0308\u0304", 128)]
    public void TryParse_LongestThatFits_IsAcceptedAndOneByteMoreIsNot(string piece, int count)
    {
        var longest = string.Concat(Enumerable.Repeat(piece, count));
        longest += new string('a', Principal.MaxBytes - Encoding.UTF8.GetByteCount(longest.Normalize()));

        Assert.True(Principal.TryParse(longest, lowerCase: false, out var principal));
        Assert.Equal(Principal.MaxBytes, Encoding.UTF8.GetByteCount(principal.Value));
        Assert.False(Principal.TryParse(longest + "a", lowerCase: false, out _));
    }

    [Theory]
    [InlineData("Jose\u0301", "José")]
    [InlineData("\u212Bngstrom", "Ångstrom")]
    [InlineData("\u1112\u1161\u11AB", "한")]
    public void TryParse_DecomposedText_IsTheComposedPrincipal(string text, string composed)
    {
        Assert.True(Principal.TryParse(text, lowerCase: false, out var principal));
        Assert.True(Principal.TryParse(composed, lowerCase: false, out var same));
        Assert.Equal(composed, principal.Value);
        Assert.Equal(same, principal);
    }

    [Theory]
    [InlineData("Alice@Example.COM", "alice@example.com")]
    [InlineData("ÉCOLE", "école")]
    [InlineData("\u212A", "k")]
    [InlineData("H\u0331", "\u1E96")]
    [InlineData("J\u030C", "\u01F0")]
    public void TryParse_LowerCased_IsOneSpelling(string text, string lower)
    {
        Assert.True(Principal.TryParse(text, lowerCase: true, out var principal));
        Assert.Equal(lower, principal.Value);
    }

    [Fact]
    public void Equality_IsOrdinal()
    {
        Assert.True(Principal.TryParse("alice", lowerCase: false, out var lower));
        Assert.True(Principal.TryParse("Alice", lowerCase: false, out var upper));
        Assert.True(Principal.TryParse("alice\u200b", lowerCase: false, out var invisible));
        Assert.NotEqual(lower, upper);
        Assert.NotEqual(lower, invisible);
    }

    [Fact]
    public void TryParse_ItsOwnValue_IsTheSamePrincipal() =>
        Gen.Select(Name, Gen.Bool).Sample(
            (text, lowerCase) =>
            {
                Assert.True(Principal.TryParse(text, lowerCase, out var once));
                Assert.True(Principal.TryParse(once.Value, lowerCase, out var twice));
                Assert.Equal(once.Value, twice.Value);
            },
            iter: Tries.Of(5_000));

    [Fact]
    public void TryParse_EveryLetterWithEveryCommonMark_IsStable()
    {
        string[] marks = ["", "\u0300", "\u0301", "\u0307", "\u0308", "\u030A", "\u030C", "\u0331", "\u0342", "\u0345"];
        for (var code = 0x20; code < 0x1_E944; code++)
        {
            if (code is >= 0x3400 and < 0xE000 || !Rune.IsLetter(new Rune(code)))
                continue; // ideographs and Hangul have no case, and surrogates are no runes
            foreach (var mark in marks)
            {
                Assert.True(Principal.TryParse(new Rune(code) + mark, lowerCase: true, out var once));
                Assert.True(Principal.TryParse(once.Value, lowerCase: true, out var twice));
                Assert.Equal(once.Value, twice.Value);
            }
        }
    }
}
