using System.Text.RegularExpressions;

namespace Tollgate.Architecture.Tests;

/// <summary>Stored names are a file format: they come from one list, and each is spelled in one file.</summary>
public sealed partial class StoredWordTests
{
    private static readonly string[] Words =
    [
        "day-opened", "calls-charged", "charge-refunded", "limit-changed", "usage-reset", "usage-imported", "quota-exhausted",
        "lease-taken", "lease-settled", "lease-forfeited", "limit-overridden", "override-removed", "resource-mapped", "resource-unmapped", "principals-seen",
    ];

    // A reason for refusal in answers, as well as an event.
    private static readonly string[] AlsoReasons = ["quota-exhausted", "resource-unmapped"];

    [Fact]
    public void Codecs_StoreOnlyWordsOfTheList()
    {
        var stored = Repository.Under("src/Domain", "Codec.cs").SelectMany(path => EncodedName().Matches(Repository.Read(path))).Select(match => match.Groups[1].Value).ToList();
        Assert.NotEmpty(stored);
        Assert.Equal(stored.Count, stored.Distinct().Count());
        Rule.Holds(stored.Except(Words));
    }

    [Fact]
    public void StoredWords_AreSpelledInTheirCodecOnly() =>
        Rule.Holds(
            from path in Repository.Under("src", ".cs")
            where !path.EndsWith("Codec.cs", StringComparison.Ordinal)
            let text = Repository.Read(path)
            from word in Words
            where text.Contains($"\"{word}\"", StringComparison.Ordinal)
            where !(path == "src/Domain/DenialReason.cs" && AlsoReasons.Contains(word))
            select $"{path}: {word}");

    [GeneratedRegex("""new\("([^"]+)", """)]
    private static partial Regex EncodedName();
}
