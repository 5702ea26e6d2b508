using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Local.Identity;

/// <summary>The one RSA key of an issuer. It signs its tokens, and seals codes and refresh tokens, so that with a key file all survive a restart.</summary>
internal sealed class SigningKey
{
    private const int Bits = 2048;

    /// <param name="path">Where the key is kept; null for a new one.</param>
    /// <exception cref="KeyFileException">The file cannot be read or written.</exception>
    public SigningKey(string? path)
    {
        using var rsa = path is { Length: > 0 } ? Keep(path) : RSA.Create(Bits);
        // Parameters, not the RSA object: IdentityModel caches by key for the life of the process, which may see two hosts with one key.
        var key = new RsaSecurityKey(rsa.ExportParameters(includePrivateParameters: true));
        // The thumbprint: the same key has the same kid after a restart.
        key.KeyId = Base64UrlEncoder.Encode(key.ComputeJwkThumbprint());
        Signing = new SigningCredentials(key, SecurityAlgorithms.RsaSha256);
        Encrypting = new EncryptingCredentials(key, SecurityAlgorithms.RsaOAEP, SecurityAlgorithms.Aes256CbcHmacSha512);
    }

    public SigningCredentials Signing { get; }

    public EncryptingCredentials Encrypting { get; }

    private static RSA Keep(string path)
    {
        try
        {
            return File.Exists(path) ? Read(path) : Create(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or CryptographicException)
        {
            throw new KeyFileException($"Identity:KeyPath '{path}' is not usable: {fault.Message}", fault);
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
