namespace Tollgate.Local.Identity.Tests;

public sealed class OptionsTests
{
    [Theory]
    [InlineData("--Identity:TokenLifetimeMinutes=1441", "Identity:TokenLifetimeMinutes is 1 to 1440.")]
    [InlineData("--Identity:TokenLifetimeMinutes=soon", "Failed to convert configuration value 'soon'")]
    [InlineData("--Identity:Password=", "Identity:Password is empty.")]
    [InlineData("--Identity:ClientId=", "Identity:ClientId is empty.")]
    [InlineData("--Identity:ClientId=a b", "Identity:ClientId is 1 to 128 letters, digits, '_', '+' or '-'.")]
    [InlineData("--Identity:Issuer=http://127.0.0.1:8081/", "Identity:Issuer 'http://127.0.0.1:8081/' is not an origin such as")]
    [InlineData("--Identity:Issuer=http://127.0.0.1:8081/pool", "Identity:Issuer 'http://127.0.0.1:8081/pool' is not an origin such as")]
    [InlineData("--Identity:Issuer=identity", "Identity:Issuer 'identity' is not an origin such as")]
    [InlineData("--Identity:RedirectUris:0=http://example.com/", "Identity:RedirectUris: 'http://example.com/' is neither")]
    [InlineData("--Identity:RedirectUris:0=https://example.com/#x", "Identity:RedirectUris: 'https://example.com/#x' is neither")]
    [InlineData("--Identity:RedirectUris:0=/callback", "Identity:RedirectUris: '/callback' is neither")]
    [InlineData("--Identity:KeyPath=/nowhere/key.pem", "Identity:KeyPath '/nowhere/key.pem' is not usable")]
    [InlineData("--Identity:Isuer=http://x", "'ErrorOnUnknownConfiguration' was set")]
    [InlineData("--Identity:DomainUrl=http://localhost:8085", "Identity:DomainUrl 'http://localhost:8085' is not an origin such as")]
    [InlineData("--Identity:OktaUrl=https://localhost:8086/okta", "Identity:OktaUrl 'https://localhost:8086/okta' is not an origin such as")]
    [InlineData("--Identity:CertificatePath=/dev/null/localhost.pem", "Identity:CertificatePath '/dev/null/localhost.pem' is not usable")]
    [InlineData("--urls=http://0.0.0.0:8081", "Identity:Issuer must be set when Urls names no particular host.")]
    [InlineData("--urls=http://+:8081", "Identity:Issuer must be set when Urls names no particular host.")]
    [InlineData("--urls=https://127.0.0.1:8081", "Urls: 'https://127.0.0.1:8081' is not a URL such as 'http://127.0.0.1:8081'.")]
    [InlineData("--urls=http://127.0.0.1:8081;nonsense", "Urls: 'nonsense' is not a URL such as")]
    public void WrongOption_StopsTheStart_WithAPlainReason(string option, string reason)
    {
        var fault = Assert.ThrowsAny<Exception>(() => IdentityHost.Build([option]));

        Assert.StartsWith(reason, StartFault.Explain(fault), StringComparison.Ordinal);
    }

    [Fact]
    public void KeyFile_OfSomethingElse_StopsTheStart()
    {
        var path = Path.GetTempFileName();

        var fault = Assert.ThrowsAny<Exception>(() => IdentityHost.Build([$"--Identity:KeyPath={path}"]));

        File.Delete(path);
        Assert.StartsWith($"Identity:KeyPath '{path}' is not usable", StartFault.Explain(fault), StringComparison.Ordinal);
    }

    [Fact]
    public void OwnBug_KeepsItsStackTrace() => Assert.Null(StartFault.Explain(new InvalidOperationException("a bug")));

    [Theory]
    [InlineData("--urls=http://0.0.0.0:8081", "--Identity:Issuer=http://identity:8081")]
    [InlineData("--Identity:RedirectUris:0=https://app.example.com/", "--Identity:RedirectUris:1=http://127.0.0.1:5173/")]
    public async Task RightOptions_Build(params string[] options)
    {
        await using var app = IdentityHost.Build(options);

        Assert.NotNull(app);
    }
}
