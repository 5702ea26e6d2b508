using System.Text.RegularExpressions;

namespace Tollgate.Domain.Tests.Rules;

/// <summary>The tables of a page of docs/rules, as a reader sees them.</summary>
internal static class RulePage
{
    private static readonly string Folder = Path.Combine(AppContext.BaseDirectory, "Rules");

    /// <summary>The rows of the page's n-th table, the first being 0, without the two lines of its head.</summary>
    public static string[][] Table(string page, int table)
    {
        var lines = File.ReadAllLines(Path.Combine(Folder, $"{page}.md"));
        var starts = Enumerable.Range(1, lines.Length - 1).Where(i => lines[i].StartsWith("|---", StringComparison.Ordinal)).ToArray();
        var rows = lines.Skip(starts[table] + 1).TakeWhile(line => line.StartsWith('|')).Select(line => line.Trim('|').Split('|')).ToArray();
        Assert.NotEmpty(rows);
        return [.. rows.Select(cells => cells.Select(cell => cell.Trim()).ToArray())];
    }

    /// <summary>What stands in code quotes in the cell, one after the other.</summary>
    public static string[] Code(string cell) => [.. Regex.Matches(cell, "`([^`]*)`").Select(match => match.Groups[1].Value)];

    /// <summary>The answer a cell gives, without what it says to explain it.</summary>
    public static string Answer(string cell) => cell.Split(':', '(')[0].Trim();
}
