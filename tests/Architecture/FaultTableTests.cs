using System.Globalization;
using System.Text.RegularExpressions;

namespace Tollgate.Architecture.Tests;

/// <summary>docs/faults.md says which test shows that a fault cannot happen here; a test that is renamed or gone must not stay promised.</summary>
public sealed partial class FaultTableTests
{
    private const string Page = "docs/faults.md";
    private const int Faults = 21;

    private static readonly string Text = Repository.Read(Page);

    private static readonly IReadOnlyList<Match> Rows = Row().Matches(Text).ToList();

    [Fact]
    public void Table_HasEachFaultOnce() =>
        Assert.Equal(Enumerable.Range(1, Faults), Rows.Select(row => int.Parse(row.Groups["number"].Value, CultureInfo.InvariantCulture)));

    [Fact]
    public void NamedTests_Exist() => Rule.Holds(Named(Text).Where(name => !TestNames.All.Contains(name)));

    [Fact]
    public void EveryFault_HasATestOrSaysThatItsPartIsNotBuilt() =>
        Rule.Holds(
            from row in Rows
            let shown = row.Groups["shown"].Value
            where !Named(shown).Any() && !shown.Contains("not built yet", StringComparison.Ordinal)
            select row.Value);

    // Backticks round a name of ours: nothing that is merely nearly one is passed over.
    private static IEnumerable<string> Named(string text) => Name().Matches(text).Select(name => name.Groups[1].Value);

    [GeneratedRegex(@"^\| *(?<number>\d+) *\|[^|\n]+\|(?<shown>[^|\n]+)\|$", RegexOptions.Multiline)]
    private static partial Regex Row();

    [GeneratedRegex(@"`(Tollgate\.[^`]*)`")]
    private static partial Regex Name();
}
