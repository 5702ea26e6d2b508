using System.Text;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Judging;

/// <summary>The role map of the run, looked up by hand: whom it lets call what.</summary>
internal static class RoleLookup
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true);

    private static readonly (string Resource, string Method, string[] Roles)[] Map =
    [
        ("/blog", "GET", ["IT", "Finance"]), ("/orders/{id}", "GET", ["IT"]), ("/orders/open", "GET", ["Finance"]), ("/admin/*", "*", ["Finance"]), ("/$connect", "CONNECT", ["IT"]),
    ];

    /// <summary>The silo's settings that make this its role map.</summary>
    public static Dictionary<string, string> Settings { get; } = Map.Index().SelectMany(entry => new Dictionary<string, string>
    {
        [$"RoleMap:Bootstrap:{entry.Index}:Resource"] = entry.Item.Resource,
        [$"RoleMap:Bootstrap:{entry.Index}:Method"] = entry.Item.Method,
        [$"RoleMap:Bootstrap:{entry.Index}:Roles"] = string.Join(", ", entry.Item.Roles),
    }).ToDictionary();

    /// <returns>The resource that the call belongs to; null where the roles may not call it.</returns>
    public static string? Find(IReadOnlyList<string> roles, string method, string path)
    {
        var resource = ResourceOf(path);
        var verb = method == "HEAD" ? "GET" : method;
        return Array.Exists(Map, entry => entry.Resource == resource && (entry.Method == verb || entry.Method == "*") && entry.Roles.Intersect(roles).Any()) ? resource : null;
    }

    // The most specific comes first, and there is no way back from it.
    private static string? ResourceOf(string path) => Segments(path) switch
    {
        ["blog"] => "/blog",
        ["orders", "open"] => "/orders/open",
        ["orders", not ""] => "/orders/{id}",
        ["$connect"] => "/$connect",
        ["admin", not "", ..] => "/admin/*", // also with a slash at the end
        _ => null,
    };

    // Decoded once; null for what no honest client sends.
    private static string[]? Segments(string path)
    {
        if (!path.StartsWith('/') || path.Contains("//", StringComparison.Ordinal))
            return null;

        try
        {
            var segments = path[1..].Split('/').Select(Decode).ToArray();
            return segments.Any(segment => segment is "." or ".." || segment.IndexOfAny(['/', '\\', '\0']) >= 0) ? null : segments;
        }
        catch (Exception e) when (e is FormatException or DecoderFallbackException)
        {
            return null;
        }
    }

    private static string Decode(string segment)
    {
        var bytes = new List<byte>();
        for (var at = 0; at < segment.Length; at++)
        {
            if (segment[at] != '%')
                bytes.AddRange(Encoding.UTF8.GetBytes(segment[at].ToString()));
            else if (at + 2 < segment.Length)
                bytes.Add(Convert.FromHexString(segment.AsSpan(at + 1, 2))[0]);
            else
                throw new FormatException();
            at += segment[at] == '%' ? 2 : 0;
        }

        return Utf8.GetString([.. bytes]);
    }
}
