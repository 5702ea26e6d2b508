using System.Buffers;
using System.Globalization;
using System.Text;

namespace Tollgate.Domain.Roles;

/// <summary>
/// The segments that some server takes for one another: in other case, in another form of the same characters (full width, decomposed), with
/// dots or spaces at an end, or with characters that do not show. The map tells them apart; the API behind may not.
/// </summary>
internal static class Lookalike
{
    // A segment of these alone looks like no other one.
    private static readonly SearchValues<char> Plain = SearchValues.Create("abcdefghijklmnopqrstuvwxyz0123456789-_~!$&'()*+,=:@{}");

    /// <returns>The same text for all of them; almost always the segment itself.</returns>
    public static string Of(ReadOnlySpan<char> segment)
    {
        var text = segment.ToString();
        if (!segment.ContainsAnyExcept(Plain))
            return text;

        var shown = Ascii.IsValid(segment) ? text : string.Concat(text.Normalize(NormalizationForm.FormKC).EnumerateRunes().Where(IsShown));
        return shown.ToLowerInvariant().Trim(' ').TrimEnd(' ', '.');
    }

    private static bool IsShown(Rune rune) => Rune.GetUnicodeCategory(rune) is not UnicodeCategory.Format;
}
