using System.Diagnostics;
using System.Net;
using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.DynamoDb.Line;
using Tollgate.Local.Demo.Clusters;

namespace Tollgate.Cluster.Tests;

/// <summary>A change of the role map, seen from the silos that did not make it.</summary>
public sealed class RoleMapTests(SharedDynamoDb shared)
{
    private static readonly TimeSpan WhenPushed = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan WhenRead = TimeSpan.FromSeconds(5);

    private static readonly Dictionary<string, string> Settings = new()
    {
        ["RoleMap:RefreshSeconds"] = "2",
        ["RoleMap:MaxStalenessSeconds"] = "5",
    };

    [Fact]
    public async Task Change_IsInForceOnEverySiloWithinASecond()
    {
        // Only the push can be so fast: no silo would look by itself for a minute.
        await using var cluster = await RunningCluster.StartAsync(shared, new(1000)
        {
            Settings = new Dictionary<string, string> { ["RoleMap:RefreshSeconds"] = "60", ["RoleMap:MaxStalenessSeconds"] = "120" },
        });
        await MapAsync(cluster, "/reports/0");
        await UntilAllowedAsync(cluster, cluster.Silos, "/reports/0"); // each of them is told of changes by now
        for (var change = 1; change <= 3; change++)
        {
            await MapAsync(cluster, $"/reports/{change}");
            var took = await UntilAllowedAsync(cluster, cluster.Silos, $"/reports/{change}");
            Assert.True(took < WhenPushed, $"It took {took}.");
        }
    }

    // Two clusters push to nobody but their own: between them the push is always lost.
    [Fact]
    public async Task PushIsLost_ChangeIsFoundWithinFiveSeconds()
    {
        await using var blue = await RunningCluster.StartAsync(shared, new(1000) { Silos = 1, ClusterId = "blue", Settings = Settings });
        await using var green = await RunningCluster.StartAsync(shared, blue.Setup with { ClusterId = "green" });
        await MapAsync(blue, "/reports");
        var took = await UntilAllowedAsync(green, green.Silos, "/reports");
        Assert.True(took < WhenRead, $"It took {took}.");
    }

    [Fact]
    public async Task SiloCutOffFromTheStore_AnswersNothingFromAStaleMap()
    {
        await using var line = await FaultyLine.StartAsync(shared.Url);
        await using var cluster = await RunningCluster.StartAsync(shared, new(1000)
        {
            Silos = 2,
            AreStrangers = true,
            Settings = new Dictionary<string, string>(Settings) { ["DynamoDb:RequestTimeoutMs"] = "1000", ["Quota:DecisionTimeoutMs"] = "1500" },
            // Of another cluster: else the one grain that changes the map might live on the silo that cannot.
            OneSilo = silo => silo == 1
                ? new Dictionary<string, string> { ["DynamoDb:ServiceUrl"] = line.Url, ["Cluster:ClusterId"] = "cut-off" }
                : new Dictionary<string, string>(),
        });
        var (token, cutOff) = (cluster.TokenOf("alice"), cluster.Silos[1]);
        Assert.Equal(HttpStatusCode.OK, (await cluster.AuthorizeAsync(cutOff, token, "before")).Status);

        line.Rule = _ => LineFault.LoseRequest;
        var watch = Stopwatch.StartNew();
        await MapAsync(cluster, "/reports", cluster.Silos[0]);
        await Eventually.HoldsAsync(
            async () => (await cluster.AuthorizeAsync(cutOff, token, $"{Guid.NewGuid():N}")).Reason == "role-map-stale", "a stale map is not used");
        Assert.True(watch.Elapsed < WhenRead + TimeSpan.FromSeconds(2), $"It took {watch.Elapsed}.");
        for (var call = 0; call < 20; call++)
            Assert.Equal((HttpStatusCode.ServiceUnavailable, "role-map-stale"), await AnswerAsync(cluster, cutOff, token));

        line.Rule = _ => LineFault.None;
        await UntilAllowedAsync(cluster, [cutOff], "/reports");
    }

    private static async Task<(HttpStatusCode, string)> AnswerAsync(RunningCluster cluster, LocalSilo silo, string token) =>
        await cluster.AuthorizeAsync(silo, token, $"{Guid.NewGuid():N}") is var answer ? (answer.Status, answer.Reason) : default;

    private static Task MapAsync(RunningCluster cluster, string resource, LocalSilo? silo = null) =>
        cluster.PutAsync(silo ?? cluster.Silos[^1], "role-map", new { resource, method = "GET", roles = (string[])["IT"] });

    // How long until the last of them allows it.
    private static async Task<TimeSpan> UntilAllowedAsync(RunningCluster cluster, IEnumerable<LocalSilo> silos, string path)
    {
        var watch = Stopwatch.StartNew();
        await Task.WhenAll(silos.Select(silo => Eventually.HoldsAsync(
            async () => (await cluster.AuthorizeAsync(silo, cluster.TokenOf("alice"), $"{Guid.NewGuid():N}", path)).Status == HttpStatusCode.OK,
            $"{silo.Url} allows {path}")));
        return watch.Elapsed;
    }
}
