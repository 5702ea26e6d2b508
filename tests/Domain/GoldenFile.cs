namespace Tollgate.Domain.Tests;

/// <summary>
/// The bytes of every stored event as the first release wrote them. A file here is for ever: logs hold such bytes. A new event gets a
/// new file; a test that needs an old file changed has found a breaking change.
/// </summary>
internal static class GoldenFile
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IEnumerable<string> Names => Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!);

    /// <summary>The bytes of the event, without the line end that closes the file.</summary>
    public static byte[] Read(string file)
    {
        var bytes = File.ReadAllBytes(Path.Combine(Folder, $"{file}.json"));
        Assert.Equal((byte)'\n', bytes[^1]);
        return bytes[..^1];
    }
}
