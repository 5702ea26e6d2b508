using System.Diagnostics.CodeAnalysis;

namespace Tollgate.Domain.Roles;

/// <summary>
/// A resource of the role map: a path whose segments are literals, parameters <c>{id}</c> (any one segment), or a last <c>*</c> (any segments,
/// at least one). <c>/blog</c>, <c>/orders/{id}</c>, <c>/admin/*</c>. Written as it reads: nothing in it is percent-encoded.
/// </summary>
public sealed class ResourcePattern
{
    private ResourcePattern(string text, string[] segments)
    {
        Text = text;
        Segments = segments;
    }

    /// <summary>As it was written; reading it again gives the same pattern.</summary>
    public string Text { get; }

    internal IReadOnlyList<string> Segments { get; }

    /// <summary>The same for patterns that match the same paths: the name of a parameter says nothing.</summary>
    public string Shape => string.Concat(Segments.Select(segment => IsParameter(segment) ? "/{}" : $"/{segment}"));

    public static bool TryParse(string? text, [NotNullWhen(true)] out ResourcePattern? pattern)
    {
        pattern = null;
        if (!CallPath.TryParse(text, out var path) || text!.Contains('%'))
            return false; // an escape would be one text in the log and another one in the map

        var segments = path.Value[1..].Split('/');
        for (var i = 0; i < segments.Length; i++)
        {
            var isLast = i == segments.Length - 1;
            var valid = segments[i] == "*" ? isLast : IsParameter(segments[i]) || !segments[i].AsSpan().ContainsAny('{', '}', '*');
            if (!valid)
                return false;
        }

        pattern = new ResourcePattern(path.Value, segments);
        return true;
    }

    public override string ToString() => Text;

    internal static bool IsParameter(string segment) =>
        segment is ['{', _, .., '}'] && !segment.AsSpan(1, segment.Length - 2).ContainsAny('{', '}', '*');
}
