using System.Text;
using System.Text.Json.Nodes;

namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>A folder of <c>Golden</c>: an event as AWS documents it, what the facade is asked then, and the answer to each thing it can say.</summary>
public static class GoldenCase
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Golden");

    public static IEnumerable<string> Names => Directory.GetDirectories(Folder).Select(path => Path.GetFileName(path)).Order(StringComparer.Ordinal);

    public static byte[] Event(string name) =>
        Encoding.UTF8.GetBytes(File.ReadAllText(PathOf(name, "event")).Replace("{token}", SampleToken.Text, StringComparison.Ordinal));

    /// <summary>Compares members, their order, their case and their types; white space is free.</summary>
    public static void AssertEqual(string name, string file, ReadOnlySpan<byte> json) =>
        Assert.Equal(Compact(File.ReadAllText(PathOf(name, file))), Compact(Encoding.UTF8.GetString(json)));

    /// <summary>Which of the case's files this is.</summary>
    public static string NameOf(string name, ReadOnlySpan<byte> json)
    {
        var compact = Compact(Encoding.UTF8.GetString(json));
        return Directory.GetFiles(Path.Combine(Folder, name)).Where(path => Compact(File.ReadAllText(path)) == compact)
            .Select(Path.GetFileNameWithoutExtension).SingleOrDefault() ?? compact;
    }

    private static string PathOf(string name, string file) => Path.Combine(Folder, name, $"{file}.json");

    private static string Compact(string json) => JsonNode.Parse(json)!.ToJsonString();
}
