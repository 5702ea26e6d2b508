using System.Collections.Immutable;

namespace Tollgate.Domain.Roles;

/// <summary>
/// The mapped resources, segment by segment. A path belongs to one resource: from left to right a literal goes before a parameter, and a
/// parameter before <c>*</c>.
/// </summary>
internal sealed record ResourceTree(
    ImmutableDictionary<string, ResourceTree> Literals, ResourceTree? Parameter, string? Resource, string? ResourceOfRest)
{
    public static readonly ResourceTree Empty = new(ImmutableDictionary<string, ResourceTree>.Empty, null, null, null);

    public ResourceTree With(ResourcePattern pattern) => With(pattern.Text, [.. pattern.Segments]);

    /// <returns>The resource that the path belongs to; null where it belongs to none.</returns>
    public string? Find(CallPath path) => Find(path.Value.AsSpan(1));

    private ResourceTree With(string resource, ReadOnlySpan<string> segments) => segments switch
    {
        [] => this with { Resource = resource },
        ["*"] => this with { ResourceOfRest = resource },
        [var first, .. var rest] when ResourcePattern.IsParameter(first) => this with { Parameter = (Parameter ?? Empty).With(resource, rest) },
        [var first, .. var rest] => this with { Literals = Literals.SetItem(first, Literals.GetValueOrDefault(first, Empty).With(resource, rest)) },
    };

    private string? Find(ReadOnlySpan<char> path)
    {
        var slash = path.IndexOf('/');
        var segment = slash < 0 ? path : path[..slash];
        return (Literals.TryGetValue(segment.ToString(), out var literal) ? literal.FindRest(path, slash) : null)
            ?? (segment.IsEmpty ? null : Parameter?.FindRest(path, slash) ?? ResourceOfRest);
    }

    private string? FindRest(ReadOnlySpan<char> path, int slash) => slash < 0 ? Resource : Find(path[(slash + 1)..]);
}
