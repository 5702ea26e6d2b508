using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text.Json.Nodes;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>An honest header with the right kid, and a signature that is not the issuer's. Some bring their own key along.</summary>
internal static class SignatureForgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        ByStranger("other RSA key, right kid", (draft, _) => draft),
        ByStranger("other RSA key, jwk header with it", (draft, forge) => draft.WithHeader("jwk", TokenForge.StrangerKey.Jwk(forge.Key.Kid))),
        ByStranger("other RSA key, jku header leads to it", (draft, forge) => draft.WithHeader("jku", forge.BaitUrl)),
        ByStranger("other RSA key, x5u header leads away", (draft, forge) => draft.WithHeader("x5u", forge.BaitUrl)),
        ByStranger("other RSA key, x5c header with its certificate", (draft, forge) => draft.WithHeader("x5c", new JsonArray(Certificate(forge)))),
        new("signature empty", Fault.Signature, forge => forge.Draft().SignedWith(Signatures.Empty()).Write()),
        new("signature all zeros", Fault.Signature, forge => forge.Draft().SignedWith(Signatures.Zeros(256)).Write()),
        new("signature cut short", Fault.Signature, forge => forge.Draft().SignedWith(CutShort(forge)).Write()),
        new("signature of another token", Fault.Signature, WithSignatureOfAnother),
        new("payload changed after signing", Fault.Signature, WithPayloadOfAnother),
    ];

    private static TokenCase ByStranger(string name, Func<TokenDraft, TokenForge, TokenDraft> change) => new(
        name,
        Fault.Signature,
        forge => change(forge.Draft(), forge).SignedWith(Signatures.Rs256(TokenForge.StrangerKey.Rsa)).Write());

    private static Func<byte[], byte[]> CutShort(TokenForge forge) => input => Signatures.Rs256(forge.Key.Rsa)(input)[..^1];

    private static string WithSignatureOfAnother(TokenForge forge)
    {
        var token = forge.Issue().Split('.');
        return $"{token[0]}.{token[1]}.{forge.Issue().Split('.')[2]}";
    }

    private static string WithPayloadOfAnother(TokenForge forge)
    {
        var token = forge.Issue().Split('.');
        var raised = forge.Issue(new TokenSpec { Departments = ["Finance"], Groups = ["tollgate-admins"] }).Split('.')[1];
        return $"{token[0]}.{raised}.{token[2]}";
    }

    private static string Certificate(TokenForge forge)
    {
        var request = new CertificateRequest("CN=stranger", TokenForge.StrangerKey.Rsa, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        var now = forge.Clock.GetUtcNow();
        using var certificate = request.CreateSelfSigned(now.AddDays(-1), now.AddDays(1));
        return Convert.ToBase64String(certificate.RawData);
    }
}
