using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.DynamoDb.Line;
using Tollgate.Local.Demo.Clusters;
using Tollgate.Local.DynamoDb;

namespace Tollgate.Cluster.Tests;

/// <summary>
/// DynamoDB stands still, dies, refuses, or loses its answers under load. Every caller gets a decision or a 503 within its deadline, and
/// afterwards the log agrees with what was answered.
/// </summary>
public sealed class StoreOutageTests(SharedDynamoDb shared)
{
    private const int Limit = 150;

    // The silo's own deadline, and what a machine that is busy with everything else takes on top of it.
    private static readonly TimeSpan Deadline = TimeSpan.FromMilliseconds(1500) + TimeSpan.FromSeconds(3);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["Quota:DecisionTimeoutMs"] = "1500",
        ["DynamoDb:RequestTimeoutMs"] = "1000",
        ["RoleMap:MaxStalenessSeconds"] = "5",
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task DynamoDbStandsStillAndIsKilled_NothingIsLost()
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-dynamodb-");
        try
        {
            await using var dynamoDb = await DynamoDbLocal.StartAsync(
                new DynamoDbLocalOptions(ClusterPorts.Free(1).DynamoDb) { Folder = folder.FullName }, Cancellation);
            await using var cluster = await RunningCluster.StartAsync(shared, new(Limit) { Silos = 2, DynamoDbUrl = dynamoDb.Url, Settings = Settings });
            var load = ClusterLoad.Start(cluster, Users, TimeSpan.FromMilliseconds(100));
            await load.UntilDecidedAsync(100);

            await dynamoDb.SuspendAsync();
            await load.UntilRoleMapIsStaleAsync();
            await dynamoDb.ResumeAsync();
            await load.UntilDecidedAsync(200);

            await dynamoDb.KillAsync();
            await load.UntilUndecidedAsync(Users.Count);
            await dynamoDb.StartAgainAsync(Cancellation);
            await load.UntilDecidedAsync(200);

            await AssertHeldAsync(cluster, load, dynamoDb.Url);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Fact]
    public async Task DynamoDbRefusesAndLosesAnswers_NothingIsLost()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit) { Silos = 2, DynamoDbUrl = line.Url, LogUrl = shared.Url, Settings = Settings });
        var load = ClusterLoad.Start(cluster, Users, TimeSpan.FromMilliseconds(50));
        await load.UntilDecidedAsync(100);

        // A third of the writes are refused, as by a table that has too much to do.
        line.Rule = request => request.Operation == "PutItem" && Random.Shared.Next(3) == 0 ? LineFault.Throttle : LineFault.None;
        await load.UntilDecidedAsync(300);

        // One in five is written and its answer lost, or breaks there, or never arrives; so it goes for reads.
        line.Rule = request => request.Operation is "PutItem" or "Query" && Random.Shared.Next(5) == 0
            ? Random.Shared.Next(3) switch { 0 => LineFault.LoseAnswer, 1 => LineFault.Break, _ => LineFault.LoseRequest }
            : LineFault.None;
        await load.UntilDecidedAsync(300);

        // Nothing but throttling, for everybody.
        line.Rule = _ => LineFault.Throttle;
        await load.UntilUndecidedAsync(Users.Count);
        line.Rule = _ => LineFault.None;
        await load.UntilDecidedAsync(200);

        await AssertHeldAsync(cluster, load, shared.Url);
    }

    private static IReadOnlyList<string> Users => [.. Enumerable.Range(1, 20).Select(n => $"user{n}")];

    private static async Task AssertHeldAsync(RunningCluster cluster, ClusterLoad load, string url)
    {
        var calls = await load.EndAsync();
        Assert.All(calls, call => Assert.NotNull(call.Sent.Answer));
        Assert.All(calls, call => Assert.True(call.Ended - call.Began < Deadline, $"{call.Sent} after {call.Ended - call.Began}"));
        await cluster.AssertExactAsync(calls.Select(call => call.Sent));
        await cluster.AssertGoesOnAsync(Users[0]);
        await SiloCommand.AssertVerifiedAsync(url, cluster.Setup.TablePrefix);
    }
}
