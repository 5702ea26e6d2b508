using CsCheck;
using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Tests.Events;

public sealed class MethodArnTests
{
    private const string Api = "arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5";

    [Theory]
    [InlineData("Dev/GET/blog", "GET", "/blog")]
    [InlineData("Dev/POST/orders/42/lines", "POST", "/orders/42/lines")]
    [InlineData("Dev/GET/", "GET", "/")]
    [InlineData("Dev/GET", "GET", "/")]
    [InlineData("Dev/GET/blog/", "GET", "/blog/")]
    [InlineData("Dev/GET//blog", "GET", "//blog")]
    [InlineData("*/GET/blog", "GET", "/blog")]
    [InlineData("$default/DELETE/blog", "DELETE", "/blog")]
    [InlineData("Dev/GET/GETTING", "GET", "/GETTING")]
    [InlineData("Dev/POST/POSTS", "POST", "/POSTS")]
    [InlineData("Dev/GET/orders/PUT-x", "GET", "/orders/PUT-x")]
    [InlineData("GET/POST/GET/POST", "POST", "/GET/POST")]
    [InlineData("Dev/HEAD/a:b/arn:aws:x", "HEAD", "/a:b/arn:aws:x")]
    [InlineData("Dev/GET/a%2Ab%3F", "GET", "/a%2Ab%3F")]
    [InlineData("Dev/GET/$money/{id}", "GET", "/$money/{id}")]
    [InlineData("Dev/GET/gr\u00fc\u00dfe", "GET", "/gr\u00fc\u00dfe")]
    [InlineData("Dev/$connect", "$connect", "/")]
    [InlineData("$default/$default", "$default", "/")]
    public void MethodArn_OfAMethod_IsReadByPosition(string rest, string method, string path)
    {
        var arn = Parse(rest);

        Assert.Equal(method, arn.Verb);
        Assert.Equal(path, arn.Path);
        Assert.True(arn.IsNameable);
        Assert.Equal($"{Api}/{rest}", arn.Resource);
    }

    [Theory]
    [InlineData("Dev/GET/*")]
    [InlineData("Dev/GET/a/*/b")]
    [InlineData("Dev/GET/blo?")]
    [InlineData("Dev/GET/blog?x=1")]
    [InlineData("Dev/GET/${aws:username}")]
    [InlineData("Dev/GET/a${")]
    public void MethodArn_WithAPatternAsPath_NamesTheWholeStageInstead(string rest)
    {
        var arn = Parse(rest);

        Assert.False(arn.IsNameable);
        Assert.Equal($"{Api}/Dev/*", arn.Resource);
    }

    [Fact]
    public void MethodArn_LongerThanAPolicyTakes_NamesTheWholeStageInstead()
    {
        var longest = $"Dev/GET/{new string('a', MethodArn.MaxResourceLength - $"{Api}/Dev/GET/".Length)}";

        Assert.Equal($"{Api}/{longest}", Parse(longest).Resource);
        Assert.Equal($"{Api}/Dev/*", Parse(longest + "a").Resource);
    }

    [Theory]
    [InlineData("")]
    [InlineData("blog")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5//GET/blog")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/*/blog")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/D*v/GET/blog")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/G?T/blog")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:*/Dev/GET/blog")]
    [InlineData("arn:aws:execute-api:*:123456789012:a1b2c3d4e5/Dev/GET/blog")]
    [InlineData("arn:aws:execute-api:eu-central-1:*:a1b2c3d4e5/Dev/GET/blog")]
    [InlineData("arn:aws:lambda:eu-central-1:123456789012:a1b2c3d4e5/Dev/GET/blog")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/GET/blog\n")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/GET/bl\0og")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/GET/bl\u0085og")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/$disconnect")]
    [InlineData("arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/$connect/GET/blog")]
    [InlineData("arn:evil:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/GET/blog")]
    [InlineData(" arn:aws:execute-api:eu-central-1:123456789012:a1b2c3d4e5/Dev/GET/blog")]
    public void MethodArn_OfAnotherForm_IsRefused(string value) => Assert.False(MethodArn.TryParse(value, out _));

    [Theory]
    [InlineData("arn:aws-cn:execute-api:cn-north-1:123456789012:a1b2c3d4e5/Dev/GET/blog")]
    [InlineData("arn:aws-us-gov:execute-api:us-gov-west-1:123456789012:a1b2c3d4e5/Dev/GET/blog")]
    public void MethodArn_OfAnotherPartition_IsRead(string value)
    {
        Assert.True(MethodArn.TryParse(value, out var arn));
        Assert.Equal("/blog", arn.Path);
    }

    [Fact]
    public void MethodArn_OfAnyPath_IsExactOnlyWithoutWildcards() =>
        Gen.String[Gen.Char["a/*?${}%:"], 0, 12].Sample(path =>
        {
            var arn = Parse($"Dev/GET/{path}");
            var dirty = path.Contains('*') || path.Contains('?') || path.Contains("${", StringComparison.Ordinal);
            return arn.Path == $"/{path}" && arn.Resource == $"{Api}/Dev/" + (dirty ? "*" : $"GET/{path}");
        });

    private static MethodArn Parse(string rest)
    {
        Assert.True(MethodArn.TryParse($"{Api}/{rest}", out var arn));
        return arn;
    }
}
