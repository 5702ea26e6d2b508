using System.Text.RegularExpressions;

namespace Tollgate.Architecture.Tests;

public sealed partial class SolutionTests
{
    private static readonly string Text = Repository.Read(Repository.Solution);

    [Fact]
    public void Solution_IsClassicFormat()
    {
        Assert.StartsWith("Microsoft Visual Studio Solution File, Format Version 12.00", Text.TrimStart('\uFEFF', '\r', '\n'), StringComparison.Ordinal);
        Assert.Equal([Repository.Solution], Repository.Files.Where(path => Path.GetExtension(path) is ".sln" or ".slnx" or ".slnf"));
    }

    [Fact]
    public void Solution_HoldsEveryProjectAndNoOther() =>
        Assert.Equal(
            Repository.Projects.Select(project => project.Path).Order(StringComparer.Ordinal),
            Entry().Matches(Text).Select(entry => entry.Groups["path"].Value.Replace('\\', '/')).Order(StringComparer.Ordinal));

    [Fact]
    public void Solution_BuildsEveryProjectInRelease() =>
        Rule.Holds(
            from entry in Entry().Matches(Text)
            where !Text.Contains($"{entry.Groups["id"].Value}.Release|Any CPU.Build.0 = Release|Any CPU", StringComparison.Ordinal)
            select entry.Groups["path"].Value);

    [GeneratedRegex("""^Project\(.*\) = ".*", "(?<path>.*\.csproj)", "(?<id>\{.*\})"\r?$""", RegexOptions.Multiline)]
    private static partial Regex Entry();
}
