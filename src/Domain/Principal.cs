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
        // Composing shortens a text by a third at most, so what is longer than this cannot fit.
        if (string.IsNullOrEmpty(text) || text.Length > 2 * MaxBytes || !IsWellFormed(text))
            return false;

        var value = Compose(text);
        if (lowerCase)
            value = Compose(value.ToLowerInvariant()); // some letters have a composed form in lower case only
        if (Encoding.UTF8.GetByteCount(value) > MaxBytes)
            return false;

        principal = new Principal(value);
        return true;
    }

    public override string ToString() => Value;

    // Without ICU .NET composes nothing and says nothing: one user would be two principals, each with a full allowance.
    private static readonly bool CanCompose = "e\u0301".Normalize(NormalizationForm.FormC) == "\u00e9";

    private static string Compose(string text) => CanCompose
        ? text.Normalize(NormalizationForm.FormC)
        : throw new PlatformNotSupportedException("Principals need Unicode normalization, and this process runs without ICU (invariant globalization).");

    // A lone surrogate has no UTF-8 form: two different values would become one stream name. Noncharacters cannot be normalized.
    private static bool IsWellFormed(string text)
    {
        foreach (var rune in text.EnumerateRunes())
            if (rune == Rune.ReplacementChar || Rune.IsControl(rune) || (rune.Value & 0xFFFE) == 0xFFFE)
                return false;
        return true;
    }
}
