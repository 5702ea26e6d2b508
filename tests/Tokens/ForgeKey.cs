using System.Buffers.Text;
using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens;

/// <summary>An RSA key pair and its name.</summary>
public sealed record ForgeKey(string Kid, RSA Rsa)
{
    /// <summary>The modulus as a JWK spells it.</summary>
    public string Modulus => Base64Url.EncodeToString(Rsa.ExportParameters(includePrivateParameters: false).Modulus);

    // Making a pair takes long, so the n-th key of every forge is the same pair. The names differ.
    private static readonly ConcurrentDictionary<int, Lazy<RSA>> Pairs = new();

    // Letters in both cases, like Cognito's: a consumer must not compare without regard to case.
    internal static ForgeKey Number(int n) => new(
        "Key-" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)),
        Pairs.GetOrAdd(n, _ => new Lazy<RSA>(() => RSA.Create(2048))).Value);

    public JsonObject Jwk(string? underKid = null) => new()
    {
        ["alg"] = "RS256",
        ["e"] = Base64Url.EncodeToString(Rsa.ExportParameters(includePrivateParameters: false).Exponent),
        ["kid"] = underKid ?? Kid,
        ["kty"] = "RSA",
        ["n"] = Modulus,
        ["use"] = "sig",
    };
}
