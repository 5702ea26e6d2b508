namespace Tollgate.Architecture.Tests;

/// <summary>The repository's files as they lie on disk, without what builds leave behind. Paths are relative, with forward slashes.</summary>
internal static class Repository
{
    public const string Solution = "Orleans.sln";

    private static readonly HashSet<string> Skipped =
        new(StringComparer.Ordinal) { ".git", "bin", "obj", "artifacts", ".cache", "TestResults", "node_modules", ".vs", ".idea" };

    public static readonly string Root = FindRoot(AppContext.BaseDirectory);

    public static readonly IReadOnlyList<string> Files = [.. Walk(Root).Order(StringComparer.Ordinal)];

    public static readonly IReadOnlyList<Project> Projects = [.. Files.Where(IsProject).Select(Project.Load)];

    public static string FullPath(string path) => Path.Combine(Root, path);

    public static string Read(string path) => File.ReadAllText(FullPath(path));

    public static IEnumerable<string> Under(string folder, string ending) =>
        Files.Where(path => path.StartsWith($"{folder}/", StringComparison.Ordinal) && path.EndsWith(ending, StringComparison.Ordinal));

    private static bool IsProject(string path) => path.EndsWith(".csproj", StringComparison.Ordinal);

    private static string FindRoot(string folder) =>
        File.Exists(Path.Combine(folder, Solution)) ? folder : FindRoot(Path.GetDirectoryName(folder)!);

    private static IEnumerable<string> Walk(string folder)
    {
        foreach (var entry in new DirectoryInfo(folder).EnumerateFileSystemInfos())
        {
            if (Skipped.Contains(entry.Name) || entry.LinkTarget is not null)
                continue;
            if (entry is DirectoryInfo)
                foreach (var inner in Walk(entry.FullName))
                    yield return inner;
            else
                yield return Path.GetRelativePath(Root, entry.FullName).Replace('\\', '/');
        }
    }
}
