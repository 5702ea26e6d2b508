using System.Text.RegularExpressions;

namespace Tollgate.Architecture.Tests;

/// <summary>The full names of all tests of the tree, as their sources spell them.</summary>
internal static partial class TestNames
{
    public static readonly IReadOnlySet<string> All = Repository.Under("tests", ".cs").SelectMany(Of).ToHashSet(StringComparer.Ordinal);

    private static IEnumerable<string> Of(string path)
    {
        var text = Repository.Read(path);
        var classes = Class().Matches(text);
        return
            from Match test in Test().Matches(text)
            let holder = classes.Last(declared => declared.Index < test.Index)
            select $"{Namespace().Match(text).Groups[1].Value}.{holder.Groups[1].Value}.{test.Groups[1].Value}";
    }

    [GeneratedRegex(@"^namespace ([\w.]+);", RegexOptions.Multiline)]
    private static partial Regex Namespace();

    [GeneratedRegex(@"^(?:\w+ )+class (\w+)", RegexOptions.Multiline)]
    private static partial Regex Class();

    // A [Fact] or [Theory], further attributes each on a line of its own, and the method.
    [GeneratedRegex(@"^    \[(?:Fact|Theory)\b[^\n]*\n(?:    (?:\[|//)[^\n]*\n)*    public (?:async )?[\w<>]+ (\w+)\(", RegexOptions.Multiline)]
    private static partial Regex Test();
}
