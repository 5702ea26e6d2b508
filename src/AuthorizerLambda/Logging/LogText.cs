using System.Buffers;

namespace Tollgate.AuthorizerLambda.Logging;

public static class LogText
{
    private const string Redacted = "[redacted]";

    // How every JWT begins: the base64url of {" and of what can follow it.
    private const string JwtStart = "eyJ";

    // Longer runs than any name or UUID: a token's payload or signature by itself, perhaps.
    private const int LongestName = 64;

    private static readonly SearchValues<char> Base64Url =
        SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_");

    /// <summary>What a caller wrote, without anything that may be a token: a caller can put one anywhere.</summary>
    public static string WithoutTokens(string text)
    {
        for (var start = 0; start < text.Length; start++)
        {
            var length = text.AsSpan(start).IndexOfAnyExcept(Base64Url) is >= 0 and var end ? end : text.Length - start;
            var run = text.AsSpan(start, length);
            if (run.Length > LongestName || run.Contains(JwtStart, StringComparison.Ordinal))
            {
                text = $"{text.AsSpan(0, start)}{Redacted}{text.AsSpan(start + length)}";
                length = Redacted.Length;
            }

            start += length;
        }

        return text;
    }
}
