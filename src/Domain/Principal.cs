using System.Diagnostics.CodeAnalysis;
using System.Text;

namespace Tollgate.Domain;

/// <summary>The user a call is charged to: 1 to 256 bytes of UTF-8 in Unicode form C without control characters, compared ordinally.</summary>
public sealed record Principal
{
    /// <summary>The most bytes of UTF-8 in a principal.</summary>
    public const int MaxBytes = 256;

    private Principal(string value) => Value = value;

    public string Value { get; }

    /// <summary>Reads a principal from a claim or a query string.</summary>
    /// <param name="lowerCase">True where the claim ignores case, as <c>email</c> does: the value is lower-cased first.</param>
    public static bool TryParse(string? text, bool lowerCase, [NotNullWhen(true)] out Principal? principal)
    {
        principal = null;
        if (string.IsNullOrEmpty(text) || text.Length > MaxBytes || !IsWellFormed(text))
            return false;

        var value = text.Normalize(NormalizationForm.FormC);
        if (lowerCase)
            value = value.ToLowerInvariant();
        if (Encoding.UTF8.GetByteCount(value) > MaxBytes)
            return false;

        principal = new Principal(value);
        return true;
    }

    public override string ToString() => Value;

    // A lone surrogate has no UTF-8 form: two different values would become one stream name.
    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune))
                return false;
        return true;
    }
}
