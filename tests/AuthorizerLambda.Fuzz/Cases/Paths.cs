using System.Text;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Cases;

internal static class Paths
{
    /// <summary>Read the same by everybody.</summary>
    private static readonly string[] Honest = ["/blog", "/orders/17", "/orders/open", "/admin/users", "/admin/users/7", "/nothing"];

    private static readonly string[] Pieces =
    [
        "/", "//", "blog", "Blog", "orders", "open", "admin", "17", "*", "?", "${aws:x}", "%2f", "%5C", "%00", "%6flog", "%62log", "%25", "%", "%zz", "..", ".", "%2e%2e",
        ";x=1", "#", "\\", "é", "%C3%A9", "%C0%AF", "ａdmin", "\u200b", "{id}", "$connect", "GET", "POST", ":", " ", "+", "\"", "\n", "\u0085", "\ud800", new string('a', 600),
    ];

    public static string PickHonest(Random random) => random.Pick(Honest);

    public static string Make(Random random)
    {
        var path = new StringBuilder(random.Chance(0.5) ? PickHonest(random) : "/");
        for (var pieces = random.Next(1, 4); pieces > 0; pieces--)
            path.Insert(random.Next(path.Length + 1), random.Pick(Pieces));
        return path.ToString();
    }
}
