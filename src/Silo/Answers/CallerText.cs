using System.Text.RegularExpressions;

namespace Tollgate.Silo.Answers;

/// <summary>What a caller wrote, as it may be shown: to others, in a log, in an answer that a gateway may log.</summary>
internal static partial class CallerText
{
    public const int MaxLength = 256;

    /// <summary>Without control characters, without anything that may be a token (a caller can put one anywhere), and cut.</summary>
    public static string Of(string text) => Cut(MaybeToken().Replace(Plain(text), "[redacted]"));

    // A line end or an escape sequence must not write lines of its own into a log or on a terminal.
    private static string Plain(string text) =>
        text.AsSpan().ContainsAnyInRange('\0', '\u001F') || text.AsSpan().ContainsAnyInRange('\u007F', '\u009F')
            ? string.Concat(text.Select(c => char.IsControl(c) ? '\uFFFD' : c))
            : text;

    private static string Cut(string text) => text.Length <= MaxLength ? text : string.Concat(text.AsSpan(0, MaxLength - 1), "…");

    // As the authorizer, which shares no code with a silo, has it in LogText: a run of base64url that is longer than any name or UUID, or holds how every JWT begins: {" and what can follow it.
    [GeneratedRegex("[A-Za-z0-9_-]{65,}|[A-Za-z0-9_-]*eyJ[A-Za-z0-9_-]*")]
    private static partial Regex MaybeToken();
}
