namespace Tollgate.Architecture.Tests;

public sealed class ArrowTests
{
    [Fact]
    public void Projects_ReferenceOnlyWhatTheListAllows() =>
        Rule.Holds(
            from project in Repository.Projects
            from arrow in project.Arrows
            where !Arrows.Allow(project, arrow)
            select $"{project.Folder} -> {arrow.Target}");

    [Fact]
    public void Projects_ReferenceProjectsThatExist()
    {
        var folders = Repository.Projects.Select(project => project.Folder).ToHashSet();
        Rule.Holds(
            from project in Repository.Projects
            from arrow in project.Arrows
            where !folders.Contains(arrow.Target)
            select $"{project.Folder} -> {arrow.Target}");
    }

    [Fact]
    public void Projects_LieUnderAFolderThatTheListKnows() =>
        Rule.Holds(Repository.Projects.Where(project => Arrows.Top(project) is not ("src" or "local" or "bench" or "tests")).Select(project => project.Path));

    // A reference in a shared file would be an arrow from everywhere, and linked source one that no compiler sees.
    [Fact]
    public void SharedBuildFiles_AndSourceLinks_HideNoArrow()
    {
        Rule.Holds(
            from path in Repository.Files
            where path.EndsWith(".props", StringComparison.Ordinal) || path.EndsWith(".targets", StringComparison.Ordinal)
            where Repository.Read(path).Contains("<ProjectReference", StringComparison.Ordinal)
            select path);
        Rule.Holds(Repository.Projects.SelectMany(project => project.SourceLinks.Select(link => $"{project.Folder}: {link}")));
    }

    [Fact]
    public void EverySourceProject_HasItsTests()
    {
        var subjects = Repository.Projects.Where(project => project.IsSuite).Select(Arrows.SubjectOf).ToHashSet();
        Rule.Holds(Repository.Projects.Where(project => Arrows.Top(project) == "src" && !subjects.Contains(project.Folder)).Select(project => project.Folder));
    }
}
