using CsCheck;
using Tollgate.Domain.Usage;

namespace Tollgate.Domain.Tests.Usage;

public sealed class UsageDirectoryTests
{
    private static readonly Gen<string> Name = Gen.String[Gen.Char["abAB-é"], 1, 4];

    private sealed record UnknownEvent : UsageEvent;

    [Fact]
    public void Evolve_NotAnEventOfTheDirectory_Throws() => Assert.Equal(
        "UnknownEvent cannot be event 2 of a usage directory.",
        Assert.Throws<InvalidOperationException>(() => UsageDirectory.Initial.Evolve(new PrincipalsSeen(["a"])).Evolve(new UnknownEvent())).Message);

    [Fact]
    public void SeenTwice_IsNamedOnce()
    {
        var first = UsageDecisions.See(UsageDirectory.Initial, ["bob", "alice", "bob"]);
        var directory = Fold(UsageDirectory.Initial, first);
        var again = UsageDecisions.See(directory, ["alice", "bob"]);

        Assert.Equal(2, first.Reply);
        Assert.Equal(["bob", "alice"], Assert.IsType<PrincipalsSeen>(Assert.Single(first.Events)).Principals);
        Assert.Equal(["alice", "bob"], directory.Find("", null, 9));
        Assert.Equal((0, 0), (again.Reply, again.Events.Count));
    }

    [Fact]
    public void ManyNames_AreSplit_SoThatEachEventFitsIntoABatch()
    {
        var names = Enumerable.Range(0, 500).Select(n => new string('\u1234', 90) + n).ToList();
        var decision = UsageDecisions.See(UsageDirectory.Initial, names);

        Assert.Equal(500, decision.Reply);
        Assert.True(decision.Events.Count > 1);
        Assert.All(decision.Events, happened => Assert.InRange(UsageEventCodec.Encode(happened).Data.Length, 1, 60_000));
        Assert.Equal(names.Order(StringComparer.Ordinal), Fold(UsageDirectory.Initial, decision).Find("", null, 1_000));
    }

    [Theory]
    [InlineData("", null, 2, "a,ab")]
    [InlineData("ab", null, 9, "ab,abc")]
    [InlineData("ab", "ab", 9, "abc")]
    [InlineData("ab", "a", 9, "ab,abc")]
    [InlineData("ab", "abb", 9, "abc")]
    [InlineData("b", "abc", 9, "b")]
    [InlineData("b", "a", 9, "b")]
    [InlineData("", "b", 9, "")]
    [InlineData("x", null, 9, "")]
    public void Find_GivesThePage(string prefix, string? after, int limit, string page)
    {
        var directory = UsageDirectory.Initial.Evolve(new PrincipalsSeen(["b", "abc", "a", "ab"]));

        Assert.Equal(page, string.Join(',', directory.Find(prefix, after, limit)));
    }

    // Paging with any size gives what one filter over all names would give.
    [Fact]
    public void Pages_AreTheSortedNames_WholeAndOnce() =>
        Gen.Select(Name.Array[0, 30], Name.Array[0, 1], Gen.Int[1, 7]).Sample((names, prefixes, size) =>
        {
            var prefix = prefixes.FirstOrDefault() ?? "";
            var directory = Fold(UsageDirectory.Initial, UsageDecisions.See(UsageDirectory.Initial, names));
            var read = new List<string>();
            for (string? after = null; directory.Find(prefix, after, size) is { Count: > 0 } page; after = page[^1])
                read.AddRange(page);

            Assert.Equal(names.Distinct().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal), read);
        });

    private static UsageDirectory Fold(UsageDirectory directory, Decision<int, UsageEvent> decision) =>
        decision.Events.Aggregate(directory, static (state, happened) => state.Evolve(happened));
}
