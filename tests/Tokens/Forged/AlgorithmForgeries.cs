using System.Text;
using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>The header chooses the algorithm, and the signature is right for it. Whoever believes the header is lost.</summary>
internal static class AlgorithmForgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        Claiming("alg none, empty signature", "none", _ => Signatures.Empty()),
        Claiming("alg None, empty signature", "None", _ => Signatures.Empty()),
        Claiming("alg nOnE, empty signature", "nOnE", _ => Signatures.Empty()),
        Claiming("alg none, honest signature", "none", forge => Signatures.Rs256(forge.Key.Rsa)),
        Claiming("alg empty string, empty signature", "", _ => Signatures.Empty()),
        Claiming("alg HS256, secret is the public key as PEM", "HS256", forge => Hmac(forge.Key.Rsa.ExportSubjectPublicKeyInfoPem())),
        Claiming("alg HS256, secret is the public key as PEM with a line end", "HS256", forge => Hmac(forge.Key.Rsa.ExportSubjectPublicKeyInfoPem() + "\n")),
        Claiming("alg HS256, secret is the public key as PKCS#1 PEM", "HS256", forge => Hmac(forge.Key.Rsa.ExportRSAPublicKeyPem())),
        Claiming("alg HS256, secret is the public key as DER", "HS256", forge => Signatures.Hs256(forge.Key.Rsa.ExportSubjectPublicKeyInfo())),
        Claiming("alg HS256, secret is the JWK's n", "HS256", forge => Hmac(forge.Key.Modulus)),
        Claiming("alg HS256, secret is the modulus", "HS256", forge => Signatures.Hs256(forge.Key.Rsa.ExportParameters(false).Modulus!)),
        Claiming("alg HS256, secret is empty", "HS256", _ => Hmac("")),
        Claiming("alg RS384, right key", "RS384", forge => Signatures.Rs384(forge.Key.Rsa)),
        Claiming("alg PS256, right key", "PS256", forge => Signatures.Ps256(forge.Key.Rsa)),
        Claiming("alg ES256, zero signature", "ES256", _ => Signatures.Zeros(64)),
        Claiming("alg rs256 in small letters, honest signature", "rs256", forge => Signatures.Rs256(forge.Key.Rsa)),
        Claiming("alg number, honest signature", 256, forge => Signatures.Rs256(forge.Key.Rsa)),
        Claiming("alg null, honest signature", null, forge => Signatures.Rs256(forge.Key.Rsa)),
        new("alg array, honest signature", Fault.Algorithm, forge => forge.Draft().WithHeader("alg", new JsonArray("RS256")).Write()),
        new("alg missing, honest signature", Fault.Algorithm, forge => forge.Draft().WithoutHeader("alg").Write()),
        new("alg missing, empty signature", Fault.Algorithm, forge => forge.Draft().WithoutHeader("alg").SignedWith(Signatures.Empty()).Write()),
    ];

    // A JsonNode has one parent, so the value is handed over fresh for each token.
    private static TokenCase Claiming(string name, JsonNode? alg, Func<TokenForge, Func<byte[], byte[]>> sign) =>
        new(name, Fault.Algorithm, forge => forge.Draft().WithHeader("alg", alg?.DeepClone()).SignedWith(sign(forge)).Write());

    private static Func<byte[], byte[]> Hmac(string secret) => Signatures.Hs256(Encoding.UTF8.GetBytes(secret));
}
