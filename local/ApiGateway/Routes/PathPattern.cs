namespace Tollgate.Local.ApiGateway.Routes;

/// <summary>A resource path: literal segments, <c>{name}</c> for one segment, and at the end <c>{name+}</c> for one or more.</summary>
public sealed class PathPattern(string path)
{
    private readonly string[] _segments = Split(path);

    /// <summary>Sorts the more specific first: literal before variable before greedy, from left to right.</summary>
    public string Rank { get; } = string.Concat(Split(path).Select(segment => IsGreedy(segment) ? '2' : IsVariable(segment) ? '1' : '0'));

    public bool Matches(string[] segments)
    {
        for (var n = 0; n < _segments.Length; n++)
        {
            if (n >= segments.Length)
                return false;
            if (IsGreedy(_segments[n]))
                return segments[n].Length > 0;
            if (!Matches(_segments[n], segments[n]))
                return false;
        }

        return segments.Length == _segments.Length;
    }

    /// <summary>The variables of a path that matches, by name.</summary>
    public IReadOnlyDictionary<string, string> Variables(string[] segments)
    {
        var variables = new Dictionary<string, string>(StringComparer.Ordinal);
        for (var n = 0; n < _segments.Length; n++)
        {
            if (IsGreedy(_segments[n]))
                variables[_segments[n][1..^2]] = Uri.UnescapeDataString(string.Join('/', segments[n..]));
            else if (IsVariable(_segments[n]))
                variables[_segments[n][1..^1]] = Uri.UnescapeDataString(segments[n]);
        }

        return variables;
    }

    /// <summary>Segments of a path as it was sent, escapes and all: what the authorizer reads in the method ARN is what was routed.</summary>
    public static string[] Split(string path) => path is "/" or "" ? [] : path[1..].Split('/');

    private static bool Matches(string pattern, string segment) =>
        IsVariable(pattern) ? segment.Length > 0 : pattern == Uri.UnescapeDataString(segment);

    private static bool IsVariable(string segment) => segment.StartsWith('{');

    private static bool IsGreedy(string segment) => segment.EndsWith("+}", StringComparison.Ordinal);
}
