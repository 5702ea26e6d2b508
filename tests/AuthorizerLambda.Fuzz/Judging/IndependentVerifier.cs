using System.Collections.Concurrent;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Judging;

/// <summary>
/// Verifies an ID token by the letter of RFC 7515, RFC 7519 and Cognito's rules, from .NET's own RSA and JSON alone: it shares no line and no
/// library with the facade. Where the standards leave room it is strict.
/// </summary>
internal sealed class IndependentVerifier(string issuer, string audience, IReadOnlyDictionary<string, RSA> keys, TimeProvider clock)
{
    private const long Skew = 30;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private readonly ConcurrentDictionary<string, Claims?> _known = new(StringComparer.Ordinal);

    /// <returns>Null for a token that must not be believed.</returns>
    public Claims? Verify(string token) => _known.GetOrAdd(token, VerifyNew);

    private Claims? VerifyNew(string token)
    {
        try
        {
            return token.Split('.') is [var header, var payload, var signature] && IsSigned(header, payload, signature) ? Read(Json(payload)) : null;
        }
        catch (Exception e) when (e is FormatException or JsonException or DecoderFallbackException or InvalidOperationException or KeyNotFoundException)
        {
            return null;
        }
    }

    private bool IsSigned(string header, string payload, string signature)
    {
        var json = Json(header);
        return json.GetProperty("alg").GetString() == "RS256" && !json.TryGetProperty("crit", out _)
            && keys.TryGetValue(json.GetProperty("kid").GetString()!, out var key)
            && key.VerifyData(Encoding.ASCII.GetBytes($"{header}.{payload}"), Decode(signature), HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
    }

    private Claims? Read(JsonElement payload)
    {
        var now = clock.GetUtcNow().ToUnixTimeSeconds();
        var isOurs = payload.GetProperty("iss").GetString() == issuer && IsAudience(payload.GetProperty("aud")) && payload.GetProperty("token_use").GetString() == "id";
        var isNow = payload.GetProperty("exp").GetDouble() + Skew > now && NotAfter(payload, "nbf", now + Skew) && NotAfter(payload, "iat", now + Skew);
        var principal = payload.GetProperty("email").GetString();
        return isOurs && isNow && !string.IsNullOrEmpty(principal) ? new Claims(principal.ToLowerInvariant(), Roles(payload)) : null;
    }

    private bool IsAudience(JsonElement value) =>
        value.ValueKind == JsonValueKind.Array ? value.GetArrayLength() > 0 && value.EnumerateArray().All(one => one.GetString() == audience) : value.GetString() == audience;

    private static bool NotAfter(JsonElement payload, string claim, long latest) => !payload.TryGetProperty(claim, out var at) || at.GetDouble() <= latest;

    // One name, a list, or a list as Cognito writes one into an attribute.
    private static string[] Roles(JsonElement payload) =>
        !payload.TryGetProperty("custom:department", out var value) ? []
        : value.ValueKind == JsonValueKind.Array ? [.. value.EnumerateArray().Select(one => one.GetString()!)]
        : value.GetString() is ['[', .. var list, ']'] ? list.Split(',', StringSplitOptions.TrimEntries)
        : [value.GetString()!];

    private static JsonElement Json(string part)
    {
        using var document = JsonDocument.Parse(Utf8.GetString(Decode(part)), Strict);
        return document.RootElement.Clone();
    }

    // Canonical base64url: exactly what an encoder would have written.
    private static byte[] Decode(string part)
    {
        var bytes = Convert.FromBase64String(part.Replace('-', '+').Replace('_', '/') + new string('=', (4 - (part.Length % 4)) % 4));
        var canonical = Convert.ToBase64String(bytes).TrimEnd('=').Replace('+', '-').Replace('/', '_');
        return part.Length > 0 && canonical == part ? bytes : throw new FormatException();
    }
}
