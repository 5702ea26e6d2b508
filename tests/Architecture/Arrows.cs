namespace Tollgate.Architecture.Tests;

/// <summary>The only arrows allowed between projects. A project that is not here may reference nothing of ours.</summary>
internal static class Arrows
{
    private static readonly Dictionary<string, string[]> OfSource = new()
    {
        ["src/Domain"] = [],
        ["src/EventStore"] = [],
        ["src/AuthorizerLambda"] = [],
        ["src/Sqlite"] = ["src/EventStore"],
        ["src/DynamoDb"] = ["src/EventStore"],
        ["src/Grains"] = ["src/Domain", "src/EventStore"],
        ["src/Silo"] = ["src/Grains", "src/Domain", "src/EventStore", "src/Sqlite", "src/DynamoDb"],
    };

    // What measures the service is built on its parts, or starts it as a process; one opponent is given our token cache.
    private static readonly string[] OfBench = ["src/Grains", "src/Domain", "src/EventStore", "src/Sqlite", "src/DynamoDb", "local/Demo"];

    // Beyond their subject, what it may reference, and the test libraries.
    private static readonly Dictionary<string, string[]> OfTests = new()
    {
        ["tests/Architecture"] = ["src/Domain"],
        ["tests/EndToEnd"] = ["local/Demo", "bench/Overload", "src/Domain", "src/EventStore", "src/Sqlite"], // the whole system, and its log read back
        ["tests/Gateways"] = ["src/Silo"], // real gateways in front of the real process
        ["tests/Web"] = ["local/Demo"], // the whole system, looked at with a browser
        ["tests/Grains"] = ["src/Sqlite", "src/DynamoDb", "bench/Load"], // grains are tested on real stores, and under load
    };

    public static bool Allow(Project from, Arrow arrow) =>
        Top(from) switch
        {
            "src" => OfSource.GetValueOrDefault(from.Folder, []).Contains(arrow.Target),
            "local" => from.Folder == "local/Demo" && arrow.IsBuildOrderOnly, // it starts processes, it calls nothing
            "bench" => OfBench.Contains(arrow.Target) || IsTestLibrary(arrow.Target) || arrow.IsBuildOrderOnly || (from.Folder, arrow.Target) == ("bench/Contenders", "src/Silo"),
            "tests" => arrow.Target == SubjectOf(from)
                || OfSource.GetValueOrDefault(SubjectOf(from), []).Contains(arrow.Target)
                || OfTests.GetValueOrDefault(from.Folder, []).Contains(arrow.Target)
                || IsTestLibrary(arrow.Target),
            _ => false,
        };

    /// <summary>
    /// What a test project is for: <c>src/Sqlite</c> for <c>tests/Sqlite</c> and its tool <c>tests/Sqlite.Crasher</c>,
    /// <c>local/Identity</c> for <c>tests/Local/Identity</c>.
    /// </summary>
    public static string SubjectOf(Project tests)
    {
        var mirrored = tests.Folder["tests/".Length..].Split('.')[0];
        return mirrored.StartsWith("Local/", StringComparison.Ordinal) ? $"local/{mirrored["Local/".Length..]}" : $"src/{mirrored}";
    }

    public static string Top(Project project) => project.Folder[..project.Folder.IndexOf('/', StringComparison.Ordinal)];

    private static bool IsTestLibrary(string folder) =>
        folder.StartsWith("tests/", StringComparison.Ordinal)
        && Repository.Projects.Any(project => project.Folder == folder && !project.IsSuite);
}
