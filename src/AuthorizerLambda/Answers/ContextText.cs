using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Text;

namespace Tollgate.AuthorizerLambda.Answers;

/// <summary>
/// Texts that may stand between the quotes of a JSON string as they are, without a quote, a backslash or a control character: gateways
/// substitute context values into their templates unescaped.
/// </summary>
public static class ContextText
{
    /// <summary>The longest sentence.</summary>
    public const int MaxLength = 512;

    /// <summary>The longest list. An HTTP API takes 8 KB for the whole answer.</summary>
    public const int MaxListLength = 1024;

    /// <summary>For people: what may not stand there is put by something alike, and what is too long is cut.</summary>
    [return: NotNullIfNotNull(nameof(text))]
    public static string? Clean(string? text)
    {
        if (text is null)
            return null;

        var length = Math.Min(text.Length, MaxLength);
        if (length < text.Length && char.IsHighSurrogate(text[length - 1]))
            length--;

        return string.Create(length, text, static (clean, source) =>
        {
            for (var i = 0; i < clean.Length; i++)
                clean[i] = Clean(source[i]);
        });
    }

    /// <summary>For programs, who must be able to tell two names apart: what may not stand there, and <c>%</c>, is percent-encoded.</summary>
    public static string Escape(string name) => name.Any(IsEscaped) ? EscapeAll(name) : name;

    /// <summary>Names separated by commas; a comma inside a name is percent-encoded too. Names that no longer fit are left out as a whole.</summary>
    /// <returns>Null for no names.</returns>
    public static string? Join(IEnumerable<string> names)
    {
        var list = new StringBuilder();
        foreach (var name in names)
        {
            var item = Escape(name).Replace(",", "%2C", StringComparison.Ordinal);
            if (list.Length + 1 + item.Length > MaxListLength)
                break;
            list.Append(list.Length > 0 ? "," : "").Append(item);
        }

        return list.Length > 0 ? list.ToString() : null;
    }

    /// <summary>A structured field whose strings become tokens: <c>daily;r=5;t=60</c> for <c>"daily";r=5;t=60</c>.</summary>
    public static string WithoutQuotes(string field) => Clean(field.Replace("\"", "", StringComparison.Ordinal));

    private static char Clean(char c) => c switch
    {
        '"' => '\'',
        '\\' => '/',
        _ when char.IsControl(c) => ' ',
        _ => c,
    };

    private static bool IsEscaped(char c) => c is '%' or '"' or '\\' || char.IsControl(c);

    private static string EscapeAll(string name)
    {
        var escaped = new StringBuilder();
        foreach (var rune in name.EnumerateRunes())
        {
            if (rune.IsBmp && IsEscaped((char)rune.Value))
                foreach (var octet in Encoding.UTF8.GetBytes(rune.ToString()))
                    escaped.Append(CultureInfo.InvariantCulture, $"%{octet:X2}");
            else
                escaped.Append(rune);
        }

        return escaped.ToString();
    }
}
