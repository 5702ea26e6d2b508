using System.Buffers;
using System.Buffers.Text;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Unicode;

namespace Tollgate.Silo.Authentication;

/// <summary>
/// What every acceptable token looks like, checked before any key is used: a JWS in compact form, signed with RS256 by a named key, with one
/// meaning only. It refuses what two readers could read in two ways; it accepts nothing, that is the signature's business.
/// </summary>
internal static class TokenShape
{
    public const int MaxLength = 8 * 1024;

    public const int MaxKeyIdLength = 256;

    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false, MaxDepth = 16 };

    // Extensions that change what the signature covers or how it is read; we understand none.
    private static readonly string[] RefusedHeaders = ["crit", "b64", "zip", "enc"];

    /// <summary>Three parts, the first of which is an acceptable header.</summary>
    /// <param name="kid">The name of the key that is said to have signed it.</param>
    public static bool TryReadHeader(string token, [NotNullWhen(true)] out string? kid)
    {
        string? name = null;
        var isAcceptable = token.Length <= MaxLength && token.AsSpan().Count('.') == 2
            && TryDecode(token.AsSpan(0, token.IndexOf('.', StringComparison.Ordinal)), out var header)
            && IsAcceptable(header, json => IsHeader(json, out name));
        kid = isAcceptable ? name : null;
        return isAcceptable;
    }

    /// <summary>The rest of a token whose header is acceptable.</summary>
    public static bool IsAcceptableBehindHeader(string token)
    {
        var first = token.IndexOf('.', StringComparison.Ordinal);
        var second = token.LastIndexOf('.');
        return TryDecode(token.AsSpan(first + 1, second - first - 1), out var payload)
            && TryDecode(token.AsSpan(second + 1), out _)
            && IsAcceptable(payload, IsPayload);
    }

    private static bool IsHeader(JsonElement header, out string kid) =>
        IsString(header, "kid", out kid) && kid.Length is > 0 and <= MaxKeyIdLength
        && IsString(header, "alg", out var alg) && alg == "RS256"
        && !RefusedHeaders.Any(name => header.TryGetProperty(name, out _));

    private static bool IsPayload(JsonElement payload) =>
        payload.TryGetProperty("exp", out var exp) && IsInstant(exp)
        && (!payload.TryGetProperty("nbf", out var nbf) || IsInstant(nbf))
        && (!payload.TryGetProperty("iat", out var iat) || IsInstant(iat));

    private static bool IsInstant(JsonElement value) =>
        value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out var seconds)
        && seconds >= 0 && seconds <= DateTimeOffset.MaxValue.ToUnixTimeSeconds();

    private static bool IsString(JsonElement json, string name, out string value)
    {
        var isString = json.TryGetProperty(name, out var property) && property.ValueKind == JsonValueKind.String;
        value = isString ? property.GetString()! : "";
        return isString;
    }

    private static bool IsAcceptable(byte[] utf8, Func<JsonElement, bool> rule)
    {
        if (!Utf8.IsValid(utf8))
            return false;

        try
        {
            using var json = JsonDocument.Parse(utf8, Strict);
            return json.RootElement.ValueKind == JsonValueKind.Object && rule(json.RootElement);
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException) // the latter: half of a surrogate pair
        {
            return false;
        }
    }

    private static bool TryDecode(ReadOnlySpan<char> part, out byte[] bytes)
    {
        bytes = [];
        if (part.IsEmpty || part.ContainsAnyExcept(Alphabet) || !IsCanonical(part))
            return false;

        bytes = Base64Url.DecodeFromChars(part);
        return true;
    }

    private static readonly SearchValues<char> Alphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    // The last character's unused bits must be zero: else many texts would stand for one token.
    private static bool IsCanonical(ReadOnlySpan<char> part)
    {
        var unusedBits = (part.Length % 4) switch { 2 => 4, 3 => 2, 0 => 0, _ => -1 };
        return unusedBits >= 0 && (ValueOf(part[^1]) & ((1 << unusedBits) - 1)) == 0;
    }

    private static int ValueOf(char c) => c switch
    {
        >= 'A' and <= 'Z' => c - 'A',
        >= 'a' and <= 'z' => c - 'a' + 26,
        >= '0' and <= '9' => c - '0' + 52,
        '-' => 62,
        _ => 63,
    };
}
