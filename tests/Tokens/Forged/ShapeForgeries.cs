using System.Buffers.Text;
using System.Security.Cryptography;

namespace Tollgate.Tests.Tokens.Forged;

/// <summary>Honest bytes, wrongly spelled. Where the spelling is inside header or payload, the signature covers it.</summary>
internal static class ShapeForgeries
{
    public static IReadOnlyList<TokenCase> All { get; } =
    [
        Misspelt("one part", token => token.Replace(".", "", StringComparison.Ordinal)),
        Misspelt("two parts", token => token[..token.LastIndexOf('.')]),
        Misspelt("four parts", token => token + ".AAAA"),
        Misspelt("trailing dot", token => token + "."),
        Misspelt("leading dot", token => "." + token),
        new("five parts, like a JWE", Fault.Shape, LikeJwe),
        new("JSON serialization", Fault.Shape, AsJson),
        new("payload empty", Fault.Shape, forge => forge.Draft().RawPayload("").Write()),
        new("payload detached", Fault.Shape, Detached),
        Misspelt("space inside the signature", token => token.Insert(token.Length - 20, " ")),
        Misspelt("padding after the signature", token => token + "=="),
        new("space inside the payload", Fault.Shape, forge => forge.Draft().Spelled(payload: text => text.Insert(20, " ")).Write()),
        new("padding after the header", Fault.Shape, forge => Padded(forge).Spelled(header: text => text + "=").Write()),
        new("standard base64 in the signature", Fault.Shape, StandardSignature),
        // "?" and "~" side by side make 62 and 63 at any alignment.
        new("standard base64 in the payload", Fault.Shape, forge => forge.Draft().With("note", "?~?~?~?~?~").Spelled(payload: Standard).Write()),
        new("a stray character in the payload", Fault.Shape, forge => forge.Draft().Spelled(payload: text => text.Insert(20, "!")).Write()),
    ];

    private static TokenCase Misspelt(string name, Func<string, string> spell) => new(name, Fault.Shape, forge => spell(forge.Issue()));

    private static string Standard(string text) => text.Replace('-', '+').Replace('_', '/');

    // Pads the header's JSON with spaces until its base64 wants exactly one '='.
    private static TokenDraft Padded(TokenForge forge)
    {
        var draft = forge.Draft();
        var json = draft.HeaderJson();
        return draft.RawHeader(json.PadRight(json.Length + ((5 - (json.Length % 3)) % 3)));
    }

    private static string StandardSignature(TokenForge forge)
    {
        while (true)
        {
            var token = forge.Issue().Split('.');
            // A signature without either character exists, once in 50,000.
            if (Standard(token[2]) != token[2])
                return $"{token[0]}.{token[1]}.{Standard(token[2])}";
        }
    }

    private static string Detached(TokenForge forge)
    {
        var token = forge.Issue().Split('.');
        return $"{token[0]}..{token[2]}";
    }

    private static string AsJson(TokenForge forge)
    {
        var token = forge.Issue().Split('.');
        return $$"""{"protected":"{{token[0]}}","payload":"{{token[1]}}","signature":"{{token[2]}}"}""";
    }

    // Header, encrypted key, vector, ciphertext, tag.
    private static string LikeJwe(TokenForge forge)
    {
        var header = forge.Draft().WithHeader("alg", "RSA-OAEP").WithHeader("enc", "A256GCM").Write().Split('.')[0];
        return string.Join('.', header, Random(256), Random(12), Random(400), Random(16));
    }

    private static string Random(int length) => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(length));
}
