namespace Tollgate.Domain.Tests.Roles;

/// <summary>The role map over again as a plain list: every mapped resource is tried on every path, and the best of those that match wins.</summary>
internal sealed class NaiveRoleMap
{
    private readonly Dictionary<(string Resource, string Method), string[]> _mappings = [];

    public IEnumerable<string> Resources => _mappings.Keys.Select(key => key.Resource).Distinct();

    public void Map(string resource, string method, string[] roles) => _mappings[(resource, method)] = roles;

    public bool Unmap(string resource, string method) => _mappings.Remove((resource, method));

    public bool Says(string resource, string method, string[] roles) =>
        _mappings.TryGetValue((resource, method), out var mapped) && mapped.ToHashSet().SetEquals(roles);

    // With another name for a parameter it would be the same resource.
    public bool HasTwin(string resource) =>
        Resources.Any(other => other != resource && Kinds(other).SequenceEqual(Kinds(resource)) && Literals(other).SequenceEqual(Literals(resource)));

    public string? Find(string path)
    {
        var best = Resources.Select(resource => (Resource: resource, Fit: Fit(resource, path)))
            .Where(match => match.Fit is not null).OrderBy(match => match.Fit, StringComparer.Ordinal).FirstOrDefault();
        return best.Fit is null || best.Fit.Contains('b', StringComparison.Ordinal) ? null : best.Resource;
    }

    public string Ask(string[] roles, string method, string path)
    {
        var resource = Find(path);
        var asked = method == "HEAD" ? "GET" : method;
        string[]? allowed = null;
        if (resource is not null && !_mappings.TryGetValue((resource, asked), out allowed))
            _mappings.TryGetValue((resource, "*"), out allowed);

        return allowed is null ? "ResourceUnmapped" : allowed.Intersect(roles).Any() ? $"allowed {resource}" : "RoleNotAllowed";
    }

    private static string[] Segments(string text) => text.Split('/')[1..];

    // A letter for each segment, so that their order is the order of the letters.
    private static IEnumerable<char> Kinds(string resource) =>
        Segments(resource).Select(segment => segment == "*" ? 'c' : segment.StartsWith('{') ? 'b' : 'a');

    private static IEnumerable<string> Literals(string resource) => Segments(resource).Where(segment => !segment.StartsWith('{'));

    // A letter for each segment, the better the earlier: the literal itself, one that looks like it, a parameter, a star. Null where it does not fit.
    private static string? Fit(string resource, string path)
    {
        var (wanted, called) = (Segments(resource), Segments(path));
        var fit = "";
        for (var i = 0; i < Math.Max(wanted.Length, called.Length); i++)
        {
            var (literal, segment) = (wanted.ElementAtOrDefault(i), called.ElementAtOrDefault(i));
            if (literal is "*")
                return segment is null or "" ? null : fit + 'd';
            if (literal is null or "" && segment is null or "")
                fit += literal == segment ? 'a' : 'b'; // one slash more or less at the end
            else if (literal is null || segment is null or "" || (!literal.StartsWith('{') && !LooksLike(literal, segment)))
                return null;
            else
                fit += literal.StartsWith('{') ? 'c' : literal == segment ? 'a' : 'b';
        }

        return fit;
    }

    // For the segments that the tests are made of.
    private static bool LooksLike(string literal, string segment) => literal.TrimEnd('.').Equals(segment.TrimEnd('.'), StringComparison.OrdinalIgnoreCase);
}
