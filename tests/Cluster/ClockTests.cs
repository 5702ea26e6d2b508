using System.Globalization;
using System.Net;
using Tollgate.Cluster.Tests.Fixtures;
using Tollgate.Domain.Quotas;
using Tollgate.Tests.Calls;
using Tollgate.Tests.Tokens;

namespace Tollgate.Cluster.Tests;

/// <summary>
/// Silos whose clocks are ten minutes apart, around midnight: each call belongs to the day of the clock that decided it, and once a user's next
/// day is open, it stays open, on whatever silo.
/// </summary>
public sealed class ClockTests(SharedDynamoDb shared) : IAsyncLifetime
{
    private const int Ahead = 0;

    private static readonly TimeSpan Apart = TimeSpan.FromMinutes(10);
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(5);
    private static readonly TimeSpan Moment = TimeSpan.FromSeconds(3);

    private readonly QuotaDay _today = QuotaDay.Of(TimeProvider.System.GetUtcNow());
    private readonly string _folder = Directory.CreateTempSubdirectory("tollgate-clocks-").FullName;
    private TokenForge _forge = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    // Its tokens are good by all three clocks.
    public async ValueTask InitializeAsync() => _forge = await TokenForge.StartAsync(new ShiftedClock(UntilMidnight - Early - Apart));

    public async ValueTask DisposeAsync()
    {
        await _forge.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    [Fact]
    public async Task ClocksAreTenMinutesApart_NoUsersDayEverMovesBack()
    {
        SetClocks(Early);
        await using var cluster = await RunningCluster.StartAsync(shared, new(Limit: 100_000) { Forge = _forge, OneSilo = ClockOf });
        var users = Enumerable.Range(1, 24).Select(n => $"user{n}").ToList();
        var load = ClusterLoad.Start(cluster, users, TimeSpan.FromMilliseconds(100));
        await load.UntilDecidedAsync(200);
        Assert.All(load.Calls, call => Assert.Equal($"{_today}", call.Sent.Answer!.Day));

        SetClocks(Moment);
        await load.UntilAsync(calls => calls.Any(call => call.Sent.Answer?.Day == $"{_today.Next}"), TimeSpan.FromMinutes(1));
        await load.UntilDecidedAsync(200);
        var last = load.Calls.GroupBy(call => call.Sent.User).ToDictionary(own => own.Key, own => own.MaxBy(call => call.Ended)!.Sent.Answer!.Day);
        Assert.Contains($"{_today}", last.Values); // with a silo behind
        Assert.Contains($"{_today.Next}", last.Values); // with the silo ahead, and with one behind from now on
        Assert.Equal(0, await cluster.Silos[Ahead].StopAsync());
        await load.UntilDecidedAsync(300);
        var calls = await load.EndAsync();

        foreach (var own in calls.GroupBy(call => call.Sent.User))
        {
            var days = own.OrderBy(call => call.Began).Select(call => call.Sent.Answer?.Day).OfType<string>().ToList();
            Assert.Equal(days.Order(StringComparer.Ordinal), days);
        }

        await AssertLoggedAsync(cluster, users, [.. calls.Select(call => call.Sent)]);
    }

    private TimeSpan UntilMidnight => _today.End - TimeProvider.System.GetUtcNow();

    // The first silo's midnight comes after this time, the others' ten minutes later.
    private void SetClocks(TimeSpan beforeMidnight)
    {
        var ahead = UntilMidnight - beforeMidnight;
        Set("ahead", ahead);
        Set("behind", ahead - Apart);

        void Set(string clock, TimeSpan offset)
        {
            var file = Path.Combine(_folder, clock);
            File.WriteAllText(file + ".new", offset.TotalSeconds.ToString("+0.000;-0.000", CultureInfo.InvariantCulture));
            File.Move(file + ".new", file, overwrite: true); // never seen half written
        }
    }

    // By libfaketime, which the process asks for the time in the place of the system.
    private Dictionary<string, string> ClockOf(int silo) => new()
    {
        ["LD_PRELOAD"] = Directory.GetDirectories("/usr/lib").Select(machine => $"{machine}/faketime/libfaketime.so.1").First(File.Exists),
        ["FAKETIME_TIMESTAMP_FILE"] = Path.Combine(_folder, silo == Ahead ? "ahead" : "behind"),
        ["FAKETIME_CACHE_DURATION"] = "1",
        ["FAKETIME_DONT_FAKE_MONOTONIC"] = "1",
        ["FAKETIME_FORCE_MONOTONIC_FIX"] = "0", // .NET waits by the monotonic clock, which is true; the fix would only make every wait slow
        ["NO_FAKE_STAT"] = "1",
    };

    private async Task AssertLoggedAsync(RunningCluster cluster, IEnumerable<string> users, List<SentCall> calls)
    {
        foreach (var day in (QuotaDay[])[_today, _today.Next])
            await calls.Where(call => call.Answer?.Day is null || call.Answer.Day == $"{day}").ToList().AssertLoggedAsync(user => cluster.ReadDayAsync(user, day));

        // What a clock before midnight has decided is in no other day than that before it.
        foreach (var user in users)
            await foreach (var recorded in cluster.Log.ReadAsync($"quota/{Uri.EscapeDataString(RunningCluster.Principal(user))}/{_today}", 1, Cancellation))
                Assert.All(recorded.Batch.Events, happened => Assert.True(happened.At < _today.End, $"{happened.Type} at {happened.At:O} is in {_today}."));
        Assert.DoesNotContain(calls, call => call.Answer?.Status is not (null or HttpStatusCode.OK or HttpStatusCode.ServiceUnavailable));
        await SiloCommand.AssertVerifiedAsync(shared.Url, cluster.Setup.TablePrefix);
    }

    private sealed class ShiftedClock(TimeSpan offset) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + offset;
    }
}
