using System.Security.Cryptography;

namespace Tollgate.Tests.Tokens;

/// <summary>Ways to fill a token's third part.</summary>
public static class Signatures
{
    public static Func<byte[], byte[]> Rs256(RSA key) => input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    public static Func<byte[], byte[]> Rs384(RSA key) => input => key.SignData(input, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1);

    public static Func<byte[], byte[]> Ps256(RSA key) => input => key.SignData(input, HashAlgorithmName.SHA256, RSASignaturePadding.Pss);

    public static Func<byte[], byte[]> Hs256(byte[] secret) => input => HMACSHA256.HashData(secret, input);

    public static Func<byte[], byte[]> Empty() => _ => [];

    /// <summary>r = s = 0: an ECDSA that forgets to check the range says yes to it.</summary>
    public static Func<byte[], byte[]> Zeros(int length) => _ => new byte[length];
}
