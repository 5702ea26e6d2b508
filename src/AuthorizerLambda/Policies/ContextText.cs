using System.Diagnostics.CodeAnalysis;

namespace Tollgate.AuthorizerLambda.Policies;

public static class ContextText
{
    public const int MaxLength = 512;

    /// <summary>
    /// A text that may stand between the quotes of a JSON string as it is: gateways substitute context values into their templates
    /// unescaped.
    /// </summary>
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

    private static char Clean(char c) => c switch
    {
        '"' => '\'',
        '\\' => '/',
        _ when char.IsControl(c) => ' ',
        _ => c,
    };
}
