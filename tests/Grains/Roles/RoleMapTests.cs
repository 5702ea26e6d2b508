using Tollgate.Domain.Roles;
using Tollgate.EventStore;
using Tollgate.EventStore.Contract;
using Tollgate.Grains.Roles;

namespace Tollgate.Grains.Tests.Roles;

public sealed class RoleMapTests
{
    private static readonly MapRequest BlogForIt = new("/blog", "GET", ["IT"], "admin@example.com");

    private readonly FaultInjectingEventStore _store = new(new InMemoryEventStore());

    [Fact]
    public async Task Map_EverySilosCopyHearsOfItAtOnce()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(silos: 3, store: _store);
        await LoadedAsync(cluster);

        var reply = await Grain(cluster).Map(BlogForIt);

        Assert.Equal(new RoleMapReply(RoleMapStatus.Changed, 1), reply);
        foreach (var silo in cluster.Silos) // no tick of the clock: only the push can tell
            await EventuallyAsync(() => cluster.ServiceOf<RoleMapCopy>(silo).TryGet(out var map) && map.Version == 1);
    }

    [Fact]
    public async Task Copy_WithoutThePush_FindsTheChangeByReading()
    {
        await using var one = await SharedStoreCluster.StartAsync(store: _store);
        await using var other = await SharedStoreCluster.StartAsync(store: _store); // another cluster: the push does not reach it
        await LoadedAsync(other);
        await Grain(one).Map(BlogForIt);

        other.Clock.Advance(TimeSpan.FromSeconds(2));

        await EventuallyAsync(() => other.ServiceOf<RoleMapCopy>(other.Silos[0]).TryGet(out var map) && map.Version == 1);
    }

    [Fact]
    public async Task Map_SameAgain_WritesNothing()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        await Grain(cluster).Map(BlogForIt);
        var appends = _store.Appends;

        var reply = await Grain(cluster).Map(BlogForIt with { Actor = "somebody-else" });

        Assert.Equal(new RoleMapReply(RoleMapStatus.Unchanged, 1), reply);
        Assert.Equal(appends, _store.Appends);
    }

    [Fact]
    public async Task Unmap_TakesTheMappingAway()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        await Grain(cluster).Map(BlogForIt);

        var reply = await Grain(cluster).Unmap(new UnmapRequest("/blog", "GET", "admin@example.com"));

        Assert.Equal(new RoleMapReply(RoleMapStatus.Changed, 2), reply);
        await EventuallyAsync(() => cluster.ServiceOf<RoleMapCopy>(cluster.Silos[0]).TryGet(out var map) && map.Roles.Count == 0 && map.Version == 2);
    }

    [Fact]
    public async Task Copy_NotConfirmedInTime_IsNoCopy_AndComesBackWithTheStore()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store);
        var copy = cluster.ServiceOf<RoleMapCopy>(cluster.Silos[0]);
        await LoadedAsync(cluster);

        _store.FailReads = true;
        cluster.Clock.Advance(TimeSpan.FromSeconds(6));
        Assert.False(copy.TryGet(out _));

        _store.FailReads = false;
        await cluster.AdvanceUntilAsync(() => copy.TryGet(out _));
    }

    [Fact]
    public async Task Bootstrap_ManySilos_IsWrittenOnce()
    {
        await using var cluster = await SharedStoreCluster.StartAsync(silos: 3, store: _store, roleMap: BlogForItAndFinance);

        foreach (var silo in cluster.Silos)
            await cluster.AdvanceUntilAsync(() => cluster.ServiceOf<RoleMapCopy>(silo).TryGet(out var map) && map.Version == 1);
    }

    [Fact]
    public async Task Bootstrap_MapWrittenBefore_StaysAsItIs()
    {
        await using (var before = await SharedStoreCluster.StartAsync(store: _store))
        {
            await Grain(before).Map(BlogForIt);
            await Grain(before).Unmap(new UnmapRequest("/blog", "GET", "admin@example.com"));
        }

        await using var cluster = await SharedStoreCluster.StartAsync(store: _store, roleMap: BlogForItAndFinance);

        var copy = cluster.ServiceOf<RoleMapCopy>(cluster.Silos[0]);
        await EventuallyAsync(() => copy.TryGet(out _));
        Assert.True(copy.TryGet(out var map));
        Assert.Equal(2, map.Version);
        Assert.Empty(map.Roles);
    }

    [Fact]
    public async Task Bootstrap_StoreCannotWriteYet_ThereIsNoMapUntilItCan()
    {
        _store.Next(AppendFault.Refused);
        _store.Hold();
        await using var cluster = await SharedStoreCluster.StartAsync(store: _store, roleMap: BlogForItAndFinance);
        var copy = cluster.ServiceOf<RoleMapCopy>(cluster.Silos[0]);
        await _store.Arrived;
        Assert.False(copy.TryGet(out _));

        _store.Release();

        await cluster.AdvanceUntilAsync(() => copy.TryGet(out var map) && map.Version == 1);
    }

    private static void BlogForItAndFinance(RoleMapOptions options) =>
        options.Bootstrap.Add(new BootstrapMapping { Resource = "/blog", Method = "GET", Roles = "IT, Finance" });

    private static IRoleMapGrain Grain(SharedStoreCluster cluster) => cluster.Grains.GetGrain<IRoleMapGrain>(0);

    // Loaded, and known to the grain: the second is what the push needs.
    private static async Task LoadedAsync(SharedStoreCluster cluster)
    {
        foreach (var silo in cluster.Silos)
            await EventuallyAsync(() => cluster.ServiceOf<RoleMapFollower>(silo).IsFollowing && cluster.ServiceOf<RoleMapCopy>(silo).TryGet(out _));
    }

    private static async Task EventuallyAsync(Func<bool> condition)
    {
        while (!condition())
            await Task.Delay(TimeSpan.FromMilliseconds(1), TimeProvider.System, TestContext.Current.CancellationToken);
    }
}
