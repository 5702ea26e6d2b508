namespace Tollgate.Architecture.Tests;

public sealed class FileTests
{
    // Split, so that the file which forbids the words does not hold them.
    private const string Outside = "../" + "shared";

    [Theory]
    [InlineData("src", 300)]
    [InlineData("local", 300)]
    [InlineData("bench", 300)]
    [InlineData("tests", 400)]
    public void SourceFiles_AreShort(string folder, int limit) =>
        Rule.Holds(
            from path in Repository.Under(folder, "")
            where IsText(path)
            let lines = Repository.Read(path).AsSpan().TrimEnd('\n').Count('\n') + 1
            where lines > limit
            select $"{path}: {lines} lines");

    [Fact]
    public void TextFiles_ReferToNothingOutsideTheRepository() =>
        Rule.Holds(Repository.Files.Where(path => IsText(path) && Repository.Read(path).Contains(Outside, StringComparison.Ordinal)));

    [Fact]
    public void SourceFiles_AreNamedForAnIdea() =>
        Rule.Holds(
            from path in Repository.Files
            where path.EndsWith(".cs", StringComparison.Ordinal)
            let words = new[] { "Utils", "Helper", "Helpers", "Shared", "Common", "Misc" }
            where path.Split('/').Any(part => words.Any(word => Path.GetFileNameWithoutExtension(part).EndsWith(word, StringComparison.Ordinal)))
            select path);

    private static bool IsText(string path)
    {
        using var file = File.OpenRead(Repository.FullPath(path));
        Span<byte> start = stackalloc byte[4_096];
        return !start[..file.ReadAtLeast(start, start.Length, throwOnEndOfStream: false)].Contains((byte)0);
    }
}
