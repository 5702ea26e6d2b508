using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Runtime;

/// <summary>A facade behind a load balancer that speaks TLS, as the native executable meets it.</summary>
public sealed class BootstrapTlsTests : IDisposable
{
    private readonly X509Certificate2 _certificate = Issue();
    private readonly string _authorities = Path.GetTempFileName();

    public void Dispose()
    {
        _certificate.Dispose();
        File.Delete(_authorities);
    }

    [Fact]
    public async Task Bootstrap_OverTlsWithATrustedCertificate_Allows()
    {
        await File.WriteAllTextAsync(_authorities, _certificate.ExportCertificatePem(), TestContext.Current.CancellationToken);

        Assert.Equal("Allow", (await AskAsync()).PolicyEffect);
    }

    [Fact]
    public async Task Bootstrap_OverTlsWithAnotherCertificate_DeniesAndSendsNoToken()
    {
        var report = await AskAsync();

        Assert.Equal("Deny", report.PolicyEffect);
        Assert.Equal("unavailable", report.Body.GetProperty("context").GetProperty("reason").GetString());
    }

    private async Task<Report> AskAsync()
    {
        await using var facade = await FakeFacade.StartAsync(FakeFacade.Reply(200, FacadeAnswers.Allow), _certificate);
        await using var api = await FakeRuntimeApi.StartAsync();
        await using var bootstrap = BootstrapProcess.Start(
            api.Address, facade.Url.AbsoluteUri, variables: [("SSL_CERT_FILE", _authorities), ("SSL_CERT_DIR", "/nowhere")]);
        var report = await api.InvokeAsync(TokenEvents.Blog());
        Assert.Equal(report.PolicyEffect == "Allow" ? 1 : 0, facade.Calls.Count);
        return report;
    }

    private static X509Certificate2 Issue()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=facade", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        return request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
    }
}
