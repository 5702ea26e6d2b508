using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tollgate.Domain.Roles;
using Tollgate.EventStore;

namespace Tollgate.Grains.Roles;

/// <summary>
/// Keeps <see cref="RoleMapCopy"/> true: reads the tail of the map's stream at every interval, and at once when the grain says that it has
/// changed. It reads the store itself, so a silo that cannot reach the grain still follows the truth.
/// </summary>
internal sealed class RoleMapFollower(
    IEventStore store, IGrainFactory grains, RoleMapCopy copy, IOptions<RoleMapOptions> options, TimeProvider clock, ILogger<RoleMapFollower> logger)
    : BackgroundService, IRoleMapObserver
{
    private readonly SemaphoreSlim _changed = new(0, 1);
    private IRoleMapObserver? _self;
    private bool _isBegun;

    /// <summary>Whether the grain will tell of the next change; without it, changes are found by reading.</summary>
    public bool IsFollowing { get; private set; }

    /// <summary>The grain's push. What it says is not believed, only looked up.</summary>
    public void Changed(long version)
    {
        if (_changed.CurrentCount == 0)
            _changed.Release();
    }

    public override void Dispose()
    {
        _changed.Dispose();
        base.Dispose();
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        _self = grains.CreateObjectReference<IRoleMapObserver>(this);
        while (!stoppingToken.IsCancellationRequested)
        {
            await RefreshAsync(stoppingToken);
            _ = FollowAsync();
            await WaitAsync(stoppingToken);
        }
    }

    private async Task RefreshAsync(CancellationToken stoppingToken)
    {
        try
        {
            var map = await ReadTailAsync(stoppingToken);
            if (map.Version == 0 && !_isBegun)
                map = await BootstrapAsync(stoppingToken);
            _isBegun = map.Version > 0 || options.Value.Bootstrap.Count == 0;
        }
        catch (Exception e) when (e is not OperationCanceledException || !stoppingToken.IsCancellationRequested)
        {
            logger.RoleMapNotRefreshed(e); // the copy ages, and refuses calls when it is too old
        }
    }

    private async Task<RoleMap> ReadTailAsync(CancellationToken stoppingToken)
    {
        var began = clock.GetTimestamp();
        var map = copy.Latest;
        await foreach (var recorded in store.ReadAsync(RoleMap.Stream, map.Version + 1, stoppingToken))
            foreach (var data in recorded.Batch.Events)
                map = map.Evolve(RoleMapEventCodec.Decode(data.Type, data.Data.Span));

        // Until the configured mappings are written, an empty map is not yet the truth.
        if (map.Version > 0 || options.Value.Bootstrap.Count == 0)
            copy.Confirm(map, began);
        return map;
    }

    private async Task<RoleMap> BootstrapAsync(CancellationToken stoppingToken)
    {
        if (options.Value.Bootstrap.Count == 0)
            return RoleMap.Initial;

        var mappings = options.Value.Bootstrap.Select(m => new MapRequest(m.Resource, m.Method, m.RoleNames, BootstrapMapping.Actor));
        var reply = await Grain.Bootstrap([.. mappings]);
        logger.RoleMapBootstrapped(reply.Status, reply.Version);
        return await ReadTailAsync(stoppingToken);
    }

    private async Task FollowAsync()
    {
        try
        {
            await Grain.Follow(_self!);
            IsFollowing = true;
        }
        catch (Exception e)
        {
            IsFollowing = false;
            logger.RoleMapNotFollowed(e); // the next interval asks again, and reads in any case
        }
    }

    private IRoleMapGrain Grain => grains.GetGrain<IRoleMapGrain>(0);

    private async Task WaitAsync(CancellationToken stoppingToken)
    {
        using var interval = new CancellationTokenSource(TimeSpan.FromSeconds(options.Value.RefreshSeconds), clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(interval.Token, stoppingToken);
        await _changed.WaitAsync(either.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
    }
}
