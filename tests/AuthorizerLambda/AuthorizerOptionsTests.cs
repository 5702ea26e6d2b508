namespace Tollgate.AuthorizerLambda.Tests;

public sealed class AuthorizerOptionsTests
{
    [Theory]
    [InlineData("http://localhost:8080", null, 2500)]
    [InlineData("https://tollgate.internal/api", "", 2500)]
    [InlineData("http://[::1]:8080/", "1", 1)]
    [InlineData("http://10.0.0.7", "29000", 29000)]
    public void Options_ThatAreRight_AreRead(string url, string? timeout, int milliseconds)
    {
        Assert.True(TryRead(url, timeout, out var options, out _));
        Assert.Equal(new Uri(url), options!.Url);
        Assert.Equal(TimeSpan.FromMilliseconds(milliseconds), options.Timeout);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("tollgate")]
    [InlineData("/v1")]
    [InlineData("localhost:8080")]
    [InlineData("ftp://localhost")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:secret@localhost")]
    [InlineData("http://localhost?x=1")]
    [InlineData("http://localhost#x")]
    public void Options_WithAWrongUrl_AreRefusedInOneLine(string? url)
    {
        Assert.False(TryRead(url, null, out _, out var fault));
        Assert.StartsWith("TOLLGATE_URL must be", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("\n", fault, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", fault, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("29001")]
    [InlineData("-5")]
    [InlineData("2.5")]
    [InlineData("2,500")]
    [InlineData("soon")]
    [InlineData("99999999999")]
    public void Options_WithAWrongTimeout_AreRefusedInOneLine(string timeout)
    {
        Assert.False(TryRead("http://localhost", timeout, out _, out var fault));
        Assert.StartsWith("TOLLGATE_TIMEOUT_MS must be", fault, StringComparison.Ordinal);
    }

    private static bool TryRead(string? url, string? timeout, out AuthorizerOptions? options, out string? fault) =>
        AuthorizerOptions.TryRead(
            name => name switch { "TOLLGATE_URL" => url, "TOLLGATE_TIMEOUT_MS" => timeout, _ => null }, out options, out fault);
}
