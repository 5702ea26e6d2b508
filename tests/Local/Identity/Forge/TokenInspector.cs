using System.Buffers.Text;
using System.Numerics;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;
using Tollgate.Tests.Tokens;
using Tollgate.Tests.Tokens.Forged;

namespace Tollgate.Local.Identity.Tests.Forge;

/// <summary>
/// Finds every fault of a token, not only the first: it goes on after each. So it can prove that a forgery has the one fault it claims
/// and is otherwise perfect.
/// </summary>
internal sealed partial class TokenInspector(TokenForge forge, bool firstWins)
{
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly JsonDocumentOptions Lenient = new() { MaxDepth = 10_000 };
    private static readonly JsonSerializerOptions Deep = new() { MaxDepth = 10_000 };
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private Fault _faults;

    // A name said twice has two readings. The kinder one counts: the other is the trap, not a second fault.
    public static Fault Inspect(string token, TokenForge forge)
    {
        var readings = new[] { new TokenInspector(forge, firstWins: true), new TokenInspector(forge, firstWins: false) };
        foreach (var reading in readings)
            reading.Look(token);
        return readings.Select(reading => reading._faults).MinBy(faults => BitOperations.PopCount((uint)faults));
    }

    private void Look(string token)
    {
        Expect(token.Length <= 8 * 1024, Fault.Size);
        var isCompact = Compact().IsMatch(token);
        Expect(isCompact, Fault.Shape);

        // What is left when the spelling is forgiven.
        var parts = (isCompact ? token : token.Trim('.')).Split('.');
        if (parts.Length is not (3 or 4) || parts[1].Length == 0)
            return;

        if (Parse(Decode(parts[0])) is { } header)
            LookAtHeader(header, $"{parts[0]}.{parts[1]}", Decode(parts[2]));
        if (Parse(Decode(parts[1])) is { } claims)
            new ClaimInspector(forge, claims, Expect).Look();
    }

    private void LookAtHeader(JsonElement header, string input, byte[] signature)
    {
        var algorithm = Text(header, "alg");
        Expect(algorithm == "RS256", Fault.Algorithm);
        Expect(Text(header, "kid") == forge.Key.Kid, Fault.Key);
        Expect(!header.TryGetProperty("crit", out _) && !header.TryGetProperty("zip", out _), Fault.Critical);
        Expect(IsSigned(algorithm, Encoding.UTF8.GetBytes(input), signature), Fault.Signature);
    }

    // Right for the algorithm that it pretends: else the forgery would fail for a bad signature too.
    private bool IsSigned(string? algorithm, byte[] input, byte[] signature) => algorithm switch
    {
        "HS256" => Secrets().Any(secret => HMACSHA256.HashData(secret, input).AsSpan().SequenceEqual(signature)),
        "RS384" => forge.Key.Rsa.VerifyData(input, signature, HashAlgorithmName.SHA384, RSASignaturePadding.Pkcs1),
        "PS256" => forge.Key.Rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pss),
        "ES256" => signature.Length == 64 && Array.TrueForAll(signature, part => part == 0),
        "RS256" => IsHonest(input, signature),
        _ => signature.Length == 0 || IsHonest(input, signature),
    };

    private bool IsHonest(byte[] input, byte[] signature) =>
        forge.Key.Rsa.VerifyData(input, signature, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);

    private IEnumerable<byte[]> Secrets()
    {
        var rsa = forge.Key.Rsa;
        yield return [];
        yield return rsa.ExportSubjectPublicKeyInfo();
        yield return rsa.ExportParameters(includePrivateParameters: false).Modulus!;
        yield return Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem());
        yield return Encoding.ASCII.GetBytes(rsa.ExportSubjectPublicKeyInfoPem() + "\n");
        yield return Encoding.ASCII.GetBytes(rsa.ExportRSAPublicKeyPem());
        yield return Encoding.ASCII.GetBytes(forge.Key.Modulus);
    }

    private JsonElement? Parse(byte[] json)
    {
        try
        {
            _ = StrictUtf8.GetString(json);
            using var strictly = JsonDocument.Parse(json, Strict);
        }
        catch (Exception fault) when (fault is JsonException or DecoderFallbackException)
        {
            _faults |= Fault.Json;
        }

        // Then as a careless parser would: whatever a forgery hides behind its JSON must be right too.
        try
        {
            return Reading(JsonDocument.Parse(json, Lenient).RootElement);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private JsonElement? Reading(JsonElement element)
    {
        Expect(element.ValueKind == JsonValueKind.Object, Fault.Json);
        if (element.ValueKind != JsonValueKind.Object)
            return null;

        var members = new Dictionary<string, JsonElement>();
        foreach (var member in firstWins ? element.EnumerateObject().Reverse() : element.EnumerateObject())
            members[member.Name] = member.Value;
        return JsonSerializer.SerializeToElement(members, Deep);
    }

    private void Expect(bool holds, Fault otherwise) => _faults |= holds ? Fault.None : otherwise;

    private static string? Text(JsonElement of, string name) =>
        of.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static byte[] Decode(string part) =>
        Base64Url.DecodeFromChars(NotBase64().Replace(part.Replace('+', '-').Replace('/', '_'), ""));

    [GeneratedRegex(@"\A[A-Za-z0-9_-]+\.[A-Za-z0-9_-]+\.[A-Za-z0-9_-]*\z")]
    private static partial Regex Compact();

    [GeneratedRegex("[^A-Za-z0-9_-]")]
    private static partial Regex NotBase64();
}
