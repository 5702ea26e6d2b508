using System.Net;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.Extensions.Options;

namespace Tollgate.Local.Identity.Tls;

/// <summary>
/// A certificate for this machine's own names, made on the first run and kept for the next ones. It signs nothing but itself, so that to
/// trust it is to trust this one server.
/// </summary>
internal sealed class LocalCertificate
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(365);
    private static readonly string DefaultPath = Path.Combine(
        Environment.GetFolderPath(Environment.SpecialFolder.LocalApplicationData, Environment.SpecialFolderOption.DoNotVerify), "tollgate", "localhost.pem");

    public LocalCertificate(IOptions<IdentityOptions> options, TimeProvider clock, ILogger<LocalCertificate> log)
    {
        var path = options.Value.CertificatePath ?? DefaultPath;
        try
        {
            Value = Usable(Keep(path, clock));
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            if (options.Value.CertificatePath is not null)
                throw new KeyFileException($"Identity:CertificatePath '{path}' is not usable: {fault.Message}", fault);
            IdentityLog.CertificateNotKept(log, path, fault.Message);
            Value = Usable(Create(clock));
        }
    }

    public X509Certificate2 Value { get; }

    /// <summary>For a part that calls another one: it believes this very certificate and no other.</summary>
    public HttpMessageHandler TrustingHandler() => new HttpClientHandler
    {
        ServerCertificateCustomValidationCallback = (_, presented, _, _) => presented?.Thumbprint == Value.Thumbprint,
    };

    // One at a time, of all processes that start at once without one: the first one's is everybody's. A move that does not overwrite would not do:
    // the platform looks whether there is a file, and then moves.
    private static X509Certificate2 Keep(string path, TimeProvider clock)
    {
        using var turn = new Mutex("tollgate-local-certificate", new NamedWaitHandleOptions { CurrentUserOnly = true, CurrentSessionOnly = false });
        try
        {
            turn.WaitOne();
        }
        catch (AbandonedMutexException)
        {
            // Whoever had it is gone, and it is ours.
        }

        try
        {
            return Kept(path, clock) ?? Make(path, clock);
        }
        finally
        {
            turn.ReleaseMutex();
        }
    }

    private static X509Certificate2? Kept(string path, TimeProvider clock)
    {
        if (!File.Exists(path))
            return null;
        var kept = X509Certificate2.CreateFromPemFile(path);
        if (kept.NotAfter.ToUniversalTime() > clock.GetUtcNow().AddDays(1))
            return kept;
        kept.Dispose();
        return null;
    }

    // The file is there whole or not at all.
    private static X509Certificate2 Make(string path, TimeProvider clock)
    {
        var made = Create(clock);
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path))!);
        var draft = $"{path}.{Guid.NewGuid():N}";
        try
        {
            Write(made, draft);
            File.Move(draft, path, overwrite: true);
            return made;
        }
        finally
        {
            File.Delete(draft);
        }
    }

    private static void Write(X509Certificate2 certificate, string path)
    {
        var onlyOurs = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            onlyOurs.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        using var file = new StreamWriter(path, onlyOurs);
        file.WriteLine(certificate.ExportCertificatePem());
        file.WriteLine(certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem());
    }

    private static X509Certificate2 Create(TimeProvider clock)
    {
        var names = new SubjectAlternativeNameBuilder();
        names.AddDnsName("localhost");
        names.AddIpAddress(IPAddress.Loopback);
        names.AddIpAddress(IPAddress.IPv6Loopback);

        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=Tollgate local identity", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(names.Build());
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(false, false, 0, critical: true));
        request.CertificateExtensions.Add(new X509KeyUsageExtension(X509KeyUsageFlags.DigitalSignature, critical: true));
        request.CertificateExtensions.Add(new X509EnhancedKeyUsageExtension([new Oid("1.3.6.1.5.5.7.3.1", "TLS server")], critical: false));
        var now = clock.GetUtcNow();
        return request.CreateSelfSigned(now.AddMinutes(-5), now + Lifetime);
    }

    // Through a container: some platforms cannot serve TLS with a key that lives in memory only.
    private static X509Certificate2 Usable(X509Certificate2 certificate) =>
        X509CertificateLoader.LoadPkcs12(certificate.Export(X509ContentType.Pkcs12), null, X509KeyStorageFlags.DefaultKeySet);
}
