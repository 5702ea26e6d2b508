using CsCheck;
using Tollgate.Domain.Usage;

namespace Tollgate.Domain.Tests.Usage;

public sealed class UsageDecisionsTests
{
    // About the bound and its half, where a name more fits or just does not.
    private static readonly Gen<int> Length =
        Gen.OneOf(2, 3_999, 4_000, 4_001, UsageDecisions.MaxCharacters - 2, UsageDecisions.MaxCharacters, UsageDecisions.MaxCharacters + 1);

    [Fact]
    public void See_RandomNames_FillsOneEventBeforeTheNext() =>
        Length.Array[0, 9].Sample(
            lengths =>
            {
                var names = lengths.Select((length, i) => $"{i}".PadRight(length, 'x')).ToArray();

                var decision = UsageDecisions.See(UsageDirectory.Initial, names);

                var events = decision.Events.Select(happened => Assert.IsType<PrincipalsSeen>(happened).Principals).ToArray();
                Assert.Equal(names.Length, decision.Reply);
                Assert.Equal(names, events.SelectMany(seen => seen));
                Assert.All(events, Assert.NotEmpty);
                Assert.All(events, seen => Assert.True(seen.Count == 1 || Characters(seen) <= UsageDecisions.MaxCharacters));
                Assert.All(events.Zip(events.Skip(1)), pair => Assert.True(Characters(pair.First) + pair.Second[0].Length > UsageDecisions.MaxCharacters));
            },
            iter: Tries.Of(500));

    private static int Characters(IEnumerable<string> names) => names.Sum(name => name.Length);
}
