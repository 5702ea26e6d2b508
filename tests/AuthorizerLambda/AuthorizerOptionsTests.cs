using Tollgate.AuthorizerLambda.Answers;
using Tollgate.AuthorizerLambda.Events;

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

    [Fact]
    public void Options_LeftOut_AreTheDefaults()
    {
        Assert.True(AuthorizerOptions.TryRead(name => name == "TOLLGATE_URL" ? "http://localhost" : null, out var options, out _));
        Assert.Equal(new AuthorizerOptions(new Uri("http://localhost")), options);
        Assert.Equal(AnswerForm.Policy, options!.HttpApiAnswer);
        Assert.Equal("Authorization", options.TokenSource.Name);
    }

    [Fact]
    public void Options_AllGiven_AreRead()
    {
        var environment = new Dictionary<string, string>
        {
            ["TOLLGATE_URL"] = "http://localhost",
            ["TOLLGATE_RESPONSE"] = "simple",
            ["TOLLGATE_TOKEN_SOURCE"] = "querystring.token",
            ["TOLLGATE_ISSUER"] = "https://issuer",
            ["TOLLGATE_AUDIENCE"] = "web",
            ["TOLLGATE_USAGE_IDENTIFIER_KEY"] = "key",
        };

        Assert.True(AuthorizerOptions.TryRead(environment.GetValueOrDefault, out var options, out _));
        Assert.Equal(
            new AuthorizerOptions(new Uri("http://localhost"))
            {
                HttpApiAnswer = AnswerForm.Simple,
                TokenSource = new TokenSource(IsHeader: false, "token"),
                Issuer = "https://issuer",
                Audience = "web",
                UsageIdentifierKey = "key",
            },
            options);
    }

    [Theory]
    [InlineData("TOLLGATE_RESPONSE", "json")]
    [InlineData("TOLLGATE_RESPONSE", "IAM")]
    [InlineData("TOLLGATE_TOKEN_SOURCE", "Authorization")]
    public void Options_WithAnotherWrongValue_AreRefusedInOneLine(string variable, string value)
    {
        Assert.False(AuthorizerOptions.TryRead(
            name => name == variable ? value : name == "TOLLGATE_URL" ? "http://localhost" : null, out _, out var fault));
        Assert.StartsWith($"{variable} must be", fault, StringComparison.Ordinal);
    }

    private static bool TryRead(string? url, string? timeout, out AuthorizerOptions? options, out string? fault) =>
        AuthorizerOptions.TryRead(
            name => name switch { "TOLLGATE_URL" => url, "TOLLGATE_TIMEOUT_MS" => timeout, _ => null }, out options, out fault);
}
