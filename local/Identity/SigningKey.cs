using System.Security.Cryptography;
using Microsoft.Extensions.Options;
using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Local.Identity;

/// <summary>The one RSA key. It signs ID and access tokens, and seals codes and refresh tokens, so that with a key file all survive a restart.</summary>
internal sealed class SigningKey : IDisposable
{
    private const int Bits = 2048;

    private readonly RSA _rsa;

    public SigningKey(IOptions<IdentityOptions> options)
    {
        _rsa = options.Value.KeyPath is { Length: > 0 } path ? Keep(path) : RSA.Create(Bits);
        var key = new RsaSecurityKey(_rsa);
        // The thumbprint: the same key has the same kid after a restart.
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Signing = new SigningCredentials(key, SecurityAlgorithms.RsaSha256);
        Encrypting = new EncryptingCredentials(key, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512);
    }

    public SigningCredentials Signing { get; }

    public EncryptingCredentials Encrypting { get; }

    public void Dispose() => _rsa.Dispose();

    private static RSA Keep(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path) : Create(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new SigningKeyException($"Identity:KeyPath '{path}' is not usable: {fault.Message}", fault);
        }
    }

    private static RSA Read(string path)
    {
        var rsa = RSA.Create();
        rsa.ImportFromPem(File.ReadAllText(path));
        return rsa.KeySize >= Bits
            ? rsa
            : throw new CryptographicException($"the key has {rsa.KeySize} bits, {Bits} are needed.");
    }

    private static RSA Create(string path)
    {
        var rsa = RSA.Create(Bits);
        var onlyOurs = new FileStreamOptions { Mode = FileMode.CreateNew, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
            onlyOurs.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;

        using var file = new StreamWriter(path, onlyOurs);
        file.WriteLine(rsa.ExportPkcs8PrivateKeyPem());
        return rsa;
    }
}
