using System.Buffers;
using System.Buffers.Text;
using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Tokens;

/// <summary>
/// Refuses tokens that no facade could accept, before anybody is asked: what is no JWT, has expired, or is another's by its own words. It
/// believes nothing that a token says and accepts none; whatever passes is the facade's to judge.
/// </summary>
/// <param name="issuer">The <c>iss</c> that every token must have; null to leave that to the facade.</param>
/// <param name="audience">The client that every token must be for; null to leave that to the facade.</param>
public sealed class TokenScreen(string? issuer, string? audience, TimeProvider time)
{
    /// <summary>The largest skew that a facade can be configured with: it must never be stricter here than there.</summary>
    public static readonly TimeSpan ClockSkew = TimeSpan.FromMinutes(5);

    private static readonly SearchValues<char> Base64UrlAlphabet =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <returns>Why the token can be refused at once; null where it must be asked about.</returns>
    public string? Refuse(string token)
    {
        Span<Range> parts = stackalloc Range[4];
        if (token.Length > BearerToken.MaxLength || token.AsSpan().Split(parts, '.') != 3)
            return "not a JWT";

        foreach (var part in parts[..3])
            if (token.AsSpan(part) is var text && (text.IsEmpty || text.ContainsAnyExcept(Base64UrlAlphabet)))
                return "not a JWT";

        var buffer = ArrayPool<byte>.Shared.Rent(token.Length);
        try
        {
            return RefuseHeader(Decode(token.AsSpan(parts[0]), buffer)) ?? RefusePayload(Decode(token.AsSpan(parts[1]), buffer));
        }
        catch (Exception e) when (e is JsonException or FormatException or InvalidOperationException) // the last: half of a surrogate pair
        {
            return "not a JWT";
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer, clearArray: true);
        }
    }

    private static string? RefuseHeader(ReadOnlySpan<byte> json)
    {
        var (isRs256, hasKey) = (false, false);
        var header = new TokenPart(json);
        while (header.ReadMember())
        {
            if (header.IsNamed("alg"u8))
                isRs256 = header.IsText("RS256");
            else if (header.IsNamed("kid"u8))
                hasKey = header.IsText();
        }

        return isRs256 && hasKey ? null : "not signed with RS256 by a named key";
    }

    private string? RefusePayload(ReadOnlySpan<byte> json)
    {
        var (expires, isOurs, isForUs) = (false, issuer is null, audience is null);
        var payload = new TokenPart(json);
        while (payload.ReadMember())
        {
            if (payload.IsNamed("exp"u8) && payload.TryReadInstant(out var end))
            {
                expires = true;
                if (end <= time.GetUtcNow() - ClockSkew)
                    return "expired";
            }
            else if (payload.IsNamed("iat"u8) && payload.TryReadInstant(out var start) && start > time.GetUtcNow() + ClockSkew)
            {
                return "issued in the future";
            }
            else if (issuer is not null && payload.IsNamed("iss"u8))
            {
                isOurs = payload.IsText(issuer);
            }
            else if (audience is not null && (payload.IsNamed("aud"u8) || payload.IsNamed("client_id"u8)))
            {
                isForUs |= payload.HoldsText(audience);
            }
        }

        return !expires ? "without expiry" : !isOurs ? "another issuer" : !isForUs ? "another audience" : null;
    }

    private static ReadOnlySpan<byte> Decode(ReadOnlySpan<char> text, byte[] buffer) => buffer.AsSpan(0, Base64Url.DecodeFromChars(text, buffer));
}
