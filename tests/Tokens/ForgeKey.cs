using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens;

/// <summary>An RSA key pair and its name.</summary>
public sealed record ForgeKey(string Kid, RSA Rsa)
{
    /// <summary>The modulus as a JWK spells it.</summary>
    public string Modulus => Base64Url.EncodeToString(Rsa.ExportParameters(includePrivateParameters: false).Modulus);

    // Letters in both cases, like Cognito's: a consumer must not compare without regard to case.
    public static ForgeKey Create() => new("Key-" + Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(24)), RSA.Create(2048));

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
