using System.Security.Cryptography;
using Microsoft.IdentityModel.Tokens;

namespace Tollgate.Silo.Authentication.Keys;

/// <summary>Which of the published keys may vouch for a token: strong RSA keys for signatures, each under a name of its own.</summary>
internal static class KeyRules
{
    public const int MinModulusBits = 2048;
    public const int MaxModulusBits = 8192; // a larger one only makes every check slow
    public const int MinExponent = 65_537;

    private const int MaxExponentBytes = 8;
    private const int MaxKeys = 100;

    /// <summary>Keys for other purposes are passed over; a set without a usable key, or where one name means two of them, is refused.</summary>
    public static IReadOnlyDictionary<string, RsaSecurityKey> Select(IEnumerable<JsonWebKey> published)
    {
        var usable = new Dictionary<string, RsaSecurityKey>(StringComparer.Ordinal);
        foreach (var jwk in published.Where(IsForSignatures))
        {
            if (!TryReadStrong(jwk, out var numbers))
                continue;
            if (usable.TryGetValue(jwk.Kid, out var other) && !HasNumbers(other, numbers))
                throw new InvalidDataException("Two of the published keys have one kid.");
            if (usable.Count == MaxKeys)
                throw new InvalidDataException($"More than {MaxKeys} keys are published.");
            usable[jwk.Kid] = new RsaSecurityKey(numbers) { KeyId = jwk.Kid };
        }

        return usable.Count > 0 ? usable : throw new InvalidDataException("None of the published keys is usable.");
    }

    public static bool HasNumbers(RsaSecurityKey key, RSAParameters numbers) =>
        key.Parameters.Modulus.AsSpan().SequenceEqual(numbers.Modulus) && key.Parameters.Exponent.AsSpan().SequenceEqual(numbers.Exponent);

    private static bool IsForSignatures(JsonWebKey jwk) =>
        jwk is { Kty: "RSA", Use: null or "" or "sig", Alg: null or "" or SecurityAlgorithms.RsaSha256, Kid.Length: > 0 and <= TokenShape.MaxKeyIdLength }
        && (jwk.KeyOps.Count == 0 || jwk.KeyOps.Contains("verify"));

    private static bool TryReadStrong(JsonWebKey jwk, out RSAParameters numbers)
    {
        numbers = default;
        if (!TryDecode(jwk.N, MaxModulusBits / 8, out var modulus) || !TryDecode(jwk.E, MaxExponentBytes, out var exponent))
            return false;

        numbers = new RSAParameters { Modulus = modulus, Exponent = exponent };
        return BitsOf(modulus) is >= MinModulusBits and <= MaxModulusBits && IsOdd(modulus) && IsOdd(exponent)
            && ValueOf(exponent) >= MinExponent;
    }

    // Without leading zeros: one number, one spelling.
    private static bool TryDecode(string? text, int maxBytes, out byte[] number)
    {
        number = [];
        if (string.IsNullOrEmpty(text) || text.Length > 2 * maxBytes)
            return false;

        try
        {
            number = Base64UrlEncoder.DecodeBytes(text).AsSpan().TrimStart((byte)0).ToArray();
        }
        catch (FormatException)
        {
            return false;
        }

        return number.Length > 0 && number.Length <= maxBytes;
    }

    private static int BitsOf(byte[] number) => (number.Length * 8) - (byte.LeadingZeroCount(number[0]));

    private static bool IsOdd(byte[] number) => (number[^1] & 1) == 1;

    private static ulong ValueOf(byte[] number) => number.Aggregate(0UL, (value, digit) => (value << 8) | digit);
}
