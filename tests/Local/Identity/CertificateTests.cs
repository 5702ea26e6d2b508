using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using Tollgate.Local.Identity.Tls;

namespace Tollgate.Local.Identity.Tests;

public sealed class CertificateTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("identity-").FullName;

    private string Path => System.IO.Path.Combine(_folder, "new", "localhost.pem");

    [Fact]
    public async Task Certificate_IsMadeOnce_ForItsOwnerOnly()
    {
        await using (await StartAsync(TimeProvider.System))
        {
        }

        var first = await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken);
        await using (await StartAsync(TimeProvider.System))
        {
        }

        Assert.Equal(first, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
        Assert.Contains("PRIVATE KEY", first, StringComparison.Ordinal);
        if (!OperatingSystem.IsWindows())
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(Path));
        Assert.Single(Directory.GetFiles(System.IO.Path.GetDirectoryName(Path)!));
    }

    [Fact]
    public async Task Certificate_IsForThisMachinesNames_AndSignsNoOther()
    {
        await using var identity = await StartAsync(TimeProvider.System);
        using var certificate = X509CertificateLoader.LoadCertificateFromFile(Path);

        Assert.True(certificate.MatchesHostname("localhost"));
        Assert.True(certificate.MatchesHostname("127.0.0.1"));
        Assert.False(certificate.Extensions.OfType<X509BasicConstraintsExtension>().Single().CertificateAuthority);
    }

    [Fact]
    public async Task CertificateAboutToExpire_IsMadeAnew()
    {
        await using (await StartAsync(new FakeTimeProvider(TimeProvider.System.GetUtcNow().AddDays(-364.5))))
        {
        }

        var old = await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken);
        await using var identity = await StartAsync(TimeProvider.System);

        Assert.NotEqual(old, await File.ReadAllTextAsync(Path, TestContext.Current.CancellationToken));
    }

    [Fact]
    public void ManyStartAtOnce_AllWithOneCertificate()
    {
        for (var again = 0; again < 8; again++)
            StartManyAtOnce(System.IO.Path.Combine(_folder, $"{again}", "localhost.pem"));
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    private static void StartManyAtOnce(string path)
    {
        var options = Options.Create(new IdentityOptions { CertificatePath = path });
        using var start = new Barrier(8);
        var made = new string[8];
        var threads = Enumerable.Range(0, 8).Select(i => new Thread(() =>
        {
            start.SignalAndWait();
            made[i] = new LocalCertificate(options, TimeProvider.System, NullLogger<LocalCertificate>.Instance).Value.Thumbprint;
        })).ToList();
        threads.ForEach(static thread => thread.Start());
        threads.ForEach(static thread => thread.Join());

        using var kept = X509Certificate2.CreateFromPemFile(path);
        Assert.All(made, thumbprint => Assert.Equal(kept.Thumbprint, thumbprint));
        Assert.Single(Directory.GetFiles(System.IO.Path.GetDirectoryName(path)!));
    }

    private Task<RunningIdentity> StartAsync(TimeProvider clock) => RunningIdentity.StartAsync(clock, $"--Identity:CertificatePath={Path}");
}
