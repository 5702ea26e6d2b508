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

    public string? Find(string path) => Resources.Where(resource => Matches(resource, path)).MinBy(resource => string.Concat(Kinds(resource)));

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

    private static bool Matches(string resource, string path)
    {
        var (wanted, called) = (Segments(resource), Segments(path));
        for (var i = 0; i < wanted.Length; i++)
        {
            if (i == called.Length)
                return false;
            if (wanted[i] == "*")
                return called[i] != "";
            if (wanted[i].StartsWith('{') ? called[i] == "" : called[i] != wanted[i])
                return false;
        }

        return wanted.Length == called.Length;
    }
}
