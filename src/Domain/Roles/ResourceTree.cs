using System.Collections.Immutable;

namespace Tollgate.Domain.Roles;

/// <summary>
/// The mapped resources, segment by segment. A path belongs to one resource: from left to right a literal goes before a parameter, and a
/// parameter before <c>*</c>. Where a server that is less strict would find a literal, nothing that comes after it is found here.
/// </summary>
/// <param name="Literals">By what they look like, then by how they are spelled.</param>
internal sealed record ResourceTree(
    ImmutableDictionary<string, ImmutableDictionary<string, ResourceTree>> Literals, ResourceTree? Parameter, string? Resource, string? ResourceOfRest)
{
    public static readonly ResourceTree Empty = new(ImmutableDictionary<string, ImmutableDictionary<string, ResourceTree>>.Empty, null, null, null);

    private static readonly ImmutableDictionary<string, ResourceTree> NoSpellings = ImmutableDictionary<string, ResourceTree>.Empty;

    // No resource is called so. It could be taken for one, and belongs to none.
    private const string Doubtful = "";

    public ResourceTree With(ResourcePattern pattern) => With(pattern.Text, [.. pattern.Segments]);

    /// <returns>The resource that the path belongs to; null where it belongs to none.</returns>
    public string? Find(CallPath path) => Find(path.Value.AsSpan(1)) is { Length: > 0 } resource ? resource : null;

    private ResourceTree With(string resource, ReadOnlySpan<string> segments) => segments switch
    {
        [] => this with { Resource = resource },
        ["*"] => this with { ResourceOfRest = resource },
        [var first, .. var rest] when ResourcePattern.IsParameter(first) => this with { Parameter = (Parameter ?? Empty).With(resource, rest) },
        [var first, .. var rest] => WithLiteral(first, resource, rest),
    };

    private ResourceTree WithLiteral(string first, string resource, ReadOnlySpan<string> rest)
    {
        var alike = Lookalike.Of(first);
        var spellings = Literals.GetValueOrDefault(alike, NoSpellings);
        return this with { Literals = Literals.SetItem(alike, spellings.SetItem(first, spellings.GetValueOrDefault(first, Empty).With(resource, rest))) };
    }

    private string? Find(ReadOnlySpan<char> path)
    {
        var slash = path.IndexOf('/');
        var segment = slash < 0 ? path : path[..slash];
        return FindLiteral(segment, path, slash)
            ?? (segment.IsEmpty ? OrDoubtful(Resource) : Parameter?.FindRest(path, slash) ?? ResourceOfRest);
    }

    private string? FindLiteral(ReadOnlySpan<char> segment, ReadOnlySpan<char> path, int slash)
    {
        if (!Literals.TryGetValue(Lookalike.Of(segment), out var spellings))
            return null;
        if (spellings.TryGetValue(segment.ToString(), out var literal) && literal.FindRest(path, slash) is { } found)
            return found;

        foreach (var (_, other) in spellings)
            if (other != literal && other.FindRest(path, slash) is not null)
                return Doubtful;
        return null;
    }

    // Without its last slash, or with one more, the path could be another resource's.
    private string? FindRest(ReadOnlySpan<char> path, int slash) =>
        slash >= 0 ? Find(path[(slash + 1)..]) : Resource ?? OrDoubtful(Literals.GetValueOrDefault("", NoSpellings).GetValueOrDefault("")?.Resource);

    private static string? OrDoubtful(string? resource) => resource is null ? null : Doubtful;
}
