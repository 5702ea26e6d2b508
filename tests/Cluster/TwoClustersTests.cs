using System.Diagnostics;
using System.Net;
using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.Tests.Calls;

namespace Tollgate.Cluster.Tests;

/// <summary>
/// Two clusters on the same tables: each has its own activation of the same user, and neither knows of the other. It is the worst that Orleans
/// could do by mistake, and what a blue/green deployment does on purpose.
/// </summary>
public sealed class TwoClustersTests(SharedDynamoDb shared) : IAsyncLifetime
{
    private const int Limit = 100;

    // What a change takes to be seen, and what a busy machine takes on top of it.
    private static readonly TimeSpan OneSecond = TimeSpan.FromSeconds(1) + TimeSpan.FromSeconds(2);

    private RunningCluster _blue = null!;
    private RunningCluster _green = null!;

    public async ValueTask InitializeAsync()
    {
        _blue = await RunningCluster.StartAsync(shared, new(Limit) { Silos = 1, ClusterId = "blue" });
        _green = await RunningCluster.StartAsync(shared, _blue.Setup with { ClusterId = "green" });
    }

    public async ValueTask DisposeAsync()
    {
        await _green.DisposeAsync();
        await _blue.DisposeAsync();
    }

    [Fact]
    public async Task SameUserOnBoth_IsStillExact()
    {
        var token = _blue.TokenOf("alice");
        var sent = await Task.WhenAll(Enumerable.Range(0, 300).Select(call => SendAsync(Either(call), token, call)));

        Assert.Equal(Limit, sent.Count(call => call.Answer!.Status == HttpStatusCode.OK));
        Assert.Equal(200, sent.Count(call => call.Answer!.Status == HttpStatusCode.TooManyRequests));
        await sent.AssertLoggedAsync(_blue.ReadDayAsync);
        Assert.Equal(Limit, (await _blue.ReadDayAsync("alice")).State.Used);
        await SiloCommand.AssertVerifiedAsync(shared.Url, _blue.Setup.TablePrefix);
    }

    [Fact]
    public async Task OverrideSetOnOne_IsInForceOnTheOtherWithinASecond()
    {
        var token = _blue.TokenOf("bob");
        for (var call = 0; call < 10; call++)
            Assert.Equal(HttpStatusCode.OK, (await AuthorizeAsync(Either(call), token)).Status);

        await _green.PutAsync(_green.Silos[0], "quotas/limit?principal=bob@example.com", new { limit = 10, reason = "enough" });
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AuthorizeAsync(_blue, token)).Status); // at once: a yes would have to be written where green has written
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AuthorizeAsync(_green, token)).Status);

        await _blue.PutAsync(_blue.Silos[0], "quotas/limit?principal=bob@example.com", new { limit = 11, reason = "one more" });
        for (var watch = Stopwatch.StartNew(); (await AuthorizeAsync(_green, token)).Status != HttpStatusCode.OK;) // a no writes nothing, and may be a second old
            Assert.True(watch.Elapsed < OneSecond, $"Not in force after {watch.Elapsed}.");
        Assert.Equal(HttpStatusCode.TooManyRequests, (await AuthorizeAsync(_blue, token)).Status);
    }

    private RunningCluster Either(int call) => call % 2 == 0 ? _blue : _green;

    private static Task<SiloAnswer> AuthorizeAsync(RunningCluster cluster, string token) => cluster.AuthorizeAsync(cluster.Silos[0], token, Guid.NewGuid().ToString("N"));

    private static async Task<SentCall> SendAsync(RunningCluster cluster, string token, int call) =>
        new("alice", $"call-{call}", await cluster.AuthorizeAsync(cluster.Silos[0], token, $"call-{call}"));
}
