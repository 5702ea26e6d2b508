using Tollgate.Cluster.Tests.Fixtures;

namespace Tollgate.Cluster.Tests;

/// <summary><c>kill -9</c> of one of three silos: its users are served again by the others, whose own users notice nothing; nothing is lost or counted twice.</summary>
public sealed class KilledSiloTests(SharedDynamoDb shared)
{
    private const int Limit = 150;

    // What the issue allows, and more than what the silos are set to.
    private static readonly TimeSpan ServedAgain = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan WithoutAPause = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Quota:DecisionTimeoutMs"] = "1500",
        ["Cluster:FailureDetectionSeconds"] = "10",
    };

    [Fact]
    public async Task SiloIsKilledUnderLoad_ItsUsersMoveOn_AndItComesBack()
    {
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit) { Settings = Settings });
        var users = Enumerable.Range(1, 40).Select(n => $"user{n}").ToList();
        var load = ClusterLoad.Start(cluster, users, TimeSpan.FromMilliseconds(100));
        await load.UntilDecidedAsync(400);

        var victim = cluster.Silos[1];
        await victim.KillAsync();
        var killed = load.Now;
        await load.UntilAsync(
            calls => users.All(user => calls.Any(call => call.Sent.User == user && call.Began > killed && call.IsDecision)), ServedAgain);
        var servedAgain = load.Now - killed;

        await victim.StartAsync(TestContext.Current.CancellationToken);
        var rejoined = load.Now;
        await load.UntilAsync(calls => calls.Count(call => call.Silo == victim && call.Began > rejoined && call.IsDecision) > 100, ServedAgain);
        var calls = await load.EndAsync();

        var after = calls.Where(call => call.Began > killed && call.Began < killed + servedAgain).ToList();
        var hurt = after.Where(call => !call.IsDecision).Select(call => call.Sent.User).ToHashSet();
        var others = users.Where(user => !hurt.Contains(user)).ToList();
        TestContext.Current.SendDiagnosticMessage(
            $"{hurt.Count} of {users.Count} users were with the killed silo; all were served again after {servedAgain.TotalSeconds:0.0} s.");
        Assert.InRange(hurt.Count, 1, users.Count - 1);
        foreach (var user in others)
            Assert.True(LongestPause(calls.Where(call => call.Sent.User == user && call.IsDecision).Select(call => call.Ended)) < WithoutAPause, $"{user} had to wait.");

        await cluster.AssertExactAsync(calls.Select(call => call.Sent));
        await cluster.AssertGoesOnAsync(hurt.First());
        await cluster.AssertGoesOnAsync(others[0]);
        await SiloCommand.AssertVerifiedAsync(shared.Url, cluster.Setup.TablePrefix);
    }

    private static TimeSpan LongestPause(IEnumerable<TimeSpan> moments)
    {
        var sorted = moments.Order().ToList();
        return sorted.Zip(sorted.Skip(1), (a, b) => b - a).Max();
    }
}
