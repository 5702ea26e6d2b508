using System.Diagnostics.CodeAnalysis;
using System.Text;
using System.Text.Unicode;

namespace Tollgate.Domain.Roles;

/// <summary>
/// The path of a call, decoded once. What two parsers could read in two ways is refused, since the API behind may read it the other way:
/// an encoded slash or backslash, a control character, a dot segment, <c>//</c>, a semicolon, an invalid escape, one that was escaped twice.
/// </summary>
public sealed record CallPath
{
    public const int MaxLength = 2048;

    private CallPath(string value) => Value = value;

    /// <summary>Begins with a slash; every segment is decoded.</summary>
    public string Value { get; }

    /// <param name="text">The path as called, still percent-encoded, without a query.</param>
    public static bool TryParse(string? text, [NotNullWhen(true)] out CallPath? path)
    {
        path = null;
        if (text is not ['/', ..] || text.Length > MaxLength || !TryDecode(text, out var decoded) || !IsPlain(decoded))
            return false;

        path = new CallPath(decoded);
        return true;
    }

    public override string ToString() => Value;

    private static bool TryDecode(string text, out string decoded)
    {
        decoded = text;
        if (!text.Contains('%'))
            return true;

        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] != '%')
            {
                length += Encoding.UTF8.GetBytes(text.AsSpan(i, char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? 2 : 1), bytes.AsSpan(length));
                i += char.IsHighSurrogate(text[i]) ? 1 : 0;
                continue;
            }

            if (i + 2 >= text.Length || !char.IsAsciiHexDigit(text[i + 1]) || !char.IsAsciiHexDigit(text[i + 2]))
                return false;
            var value = Convert.ToByte(text.Substring(i + 1, 2), 16);
            if (value is (byte)'/' or (byte)'\\')
                return false;
            bytes[length++] = value;
            i += 2;
        }

        var utf8 = bytes.AsSpan(0, length);
        decoded = Encoding.UTF8.GetString(utf8);
        return Utf8.IsValid(utf8);
    }

    // Full-width and other forms of a character are the same to some servers: what they would read must be as plain, and no other segments.
    private static bool IsPlain(string path)
    {
        if (!HasOneReading(path))
            return false;
        if (Ascii.IsValid(path))
            return true;

        var normalized = path.Normalize(NormalizationForm.FormKC);
        return HasOneReading(normalized) && normalized.AsSpan().Count('/') == path.AsSpan().Count('/');
    }

    private static bool HasOneReading(string path)
    {
        foreach (var rune in path.EnumerateRunes())
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune) || rune.Value is '\\' or '?' or '#' or ';' or '\u2028' or '\u2029')
                return false;

        return !HasEscape(path) && !HasDotsOrNothing(path.AsSpan(1));
    }

    // Escaped twice: whoever decodes twice reads another path.
    private static bool HasEscape(ReadOnlySpan<char> path)
    {
        for (int at; (at = path.IndexOf('%')) >= 0; path = path[(at + 1)..])
            if (path.Length > at + 2 && char.IsAsciiHexDigit(path[at + 1]) && char.IsAsciiHexDigit(path[at + 2]))
                return true;
        return false;
    }

    private static bool HasDotsOrNothing(ReadOnlySpan<char> segments)
    {
        foreach (var range in segments.Split('/'))
        {
            var segment = segments[range];
            var isLast = range.End.GetOffset(segments.Length) == segments.Length;
            if (IsDots(segment) || (segment.IsEmpty && !isLast))
                return true;
        }

        return false;
    }

    // Some file systems drop spaces and further dots at the end of a name: ".. " climbs there as well.
    private static bool IsDots(ReadOnlySpan<char> segment) => segment.Contains('.') && !segment.ContainsAnyExcept('.', ' ');
}
