using Tollgate.Local.ApiGateway.Authorizers.Policies;

namespace Tollgate.Local.ApiGateway.Tests.Authorizers.Policies;

public sealed class PolicyPatternTests
{
    [Theory]
    [InlineData("abc", "abc", true)]
    [InlineData("abc", "abd", false)]
    [InlineData("abc", "ab", false)]
    [InlineData("ab", "abc", false)]
    [InlineData("abc", "ABC", false)]
    [InlineData("*", "", true)]
    [InlineData("*", "a/b/c", true)]
    [InlineData("", "", true)]
    [InlineData("", "a", false)]
    [InlineData("a/*", "a/", true)]
    [InlineData("a/*", "a", false)]
    [InlineData("a/*/c", "a/b/b/c", true)]
    [InlineData("a/*/c", "a/c", false)]
    [InlineData("a?c", "abc", true)]
    [InlineData("a?c", "a/c", true)]
    [InlineData("a?c", "ac", false)]
    [InlineData("a?c", "abbc", false)]
    [InlineData("*a*b", "xxaxxabxb", true)]
    [InlineData("*a*b", "xxbxxa", false)]
    [InlineData("**", "x", true)]
    [InlineData("*?", "", false)]
    [InlineData("a.c", "abc", false)]
    [InlineData("[a]", "[a]", true)]
    public void Matches_Pattern_AsIamDoes(string pattern, string text, bool expected) =>
        Assert.Equal(expected, PolicyPattern.Matches(pattern, text));

    [Fact]
    public void Matches_ManyStars_StaysQuick() =>
        Assert.False(PolicyPattern.Matches(string.Concat(Enumerable.Repeat("a*", 200)) + "b", new string('a', 5000)));
}
