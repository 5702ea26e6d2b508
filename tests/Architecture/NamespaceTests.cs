using System.Text.RegularExpressions;

namespace Tollgate.Architecture.Tests;

public sealed partial class NamespaceTests
{
    [Fact]
    public void RootNamespaces_AreOurs() =>
        Rule.Holds(Repository.Projects.Where(project => !IsOurs(project.RootNamespace)).Select(project => $"{project.Path}: {project.RootNamespace}"));

    // A segment named Orleans would hide the framework's own namespace from everything beside it.
    [Fact]
    public void DeclaredNamespaces_AreOurs()
    {
        var declared =
            from path in Repository.Files
            where path.EndsWith(".cs", StringComparison.Ordinal)
            from Match match in Declaration().Matches(Repository.Read(path))
            select (path, name: match.Groups[1].Value);

        Assert.NotEmpty(declared);
        Rule.Holds(declared.Where(found => !IsOurs(found.name)));
    }

    private static bool IsOurs(string name) =>
        name.StartsWith("Tollgate.", StringComparison.Ordinal) && !name.Split('.').Contains("Orleans", StringComparer.OrdinalIgnoreCase);

    [GeneratedRegex(@"^\s*namespace\s+([\w.]+)", RegexOptions.Multiline)]
    private static partial Regex Declaration();
}
