using Microsoft.Extensions.Logging;
using Orleans.Concurrency;
using Orleans.Utilities;
using Tollgate.Domain;
using Tollgate.Domain.Roles;
using Tollgate.EventStore;
using Tollgate.Grains.Streams;

namespace Tollgate.Grains.Roles;

/// <summary>A shell round <see cref="RoleDecisions"/>: load, decide, commit, tell the silos, reply.</summary>
[Reentrant]
internal sealed class RoleMapGrain(IEventStore store, TimeProvider clock, ILogger<RoleMapGrain> logger) : Grain, IRoleMapGrain
{
    private readonly ObserverManager<IRoleMapObserver> _followers = new(TimeSpan.FromMinutes(1), logger);
    private readonly object _gate = new();
    private readonly StreamSources<RoleMap> _sources = new(store, null, clock, logger);
    private LiveStream<RoleMap, RoleMapEvent>? _stream;
    private Task? _loading;

    public Task<RoleMapReply> Map(MapRequest request) =>
        DecideAsync(map => RoleDecisions.Map(map, ToMapped(request), request.ExpectedVersion));

    public Task<RoleMapReply> Unmap(UnmapRequest request) =>
        DecideAsync(map => RoleDecisions.Unmap(map, new ResourceUnmapped(request.Resource, request.Method, request.Actor), request.ExpectedVersion));

    public Task<RoleMapReply> Bootstrap(IReadOnlyList<MapRequest> mappings) =>
        DecideAsync(map => RoleDecisions.Bootstrap(map, [.. mappings.Select(ToMapped)]));

    public Task Follow(IRoleMapObserver observer)
    {
        _followers.Subscribe(observer, observer);
        return Task.CompletedTask;
    }

    public override async Task OnDeactivateAsync(DeactivationReason reason, CancellationToken cancellationToken)
    {
        if (_stream is { } stream)
            await stream.DrainAsync().WaitAsync(cancellationToken);
    }

    private static ResourceMapped ToMapped(MapRequest request) => new(request.Resource, request.Method, request.Roles, request.Actor);

    private static RoleMapStatus StatusOf(MapResult result) => result switch
    {
        MapResult.Changed => RoleMapStatus.Changed,
        MapResult.Unchanged => RoleMapStatus.Unchanged,
        MapResult.StaleVersion => RoleMapStatus.StaleVersion,
        _ => RoleMapStatus.SameShape,
    };

    private async Task<RoleMapReply> DecideAsync(Func<RoleMap, Decision<MapResult, RoleMapEvent>> rule)
    {
        try
        {
            while (_stream is null or { HasEnded: true })
                await (_loading ??= LoadAsync());

            Decision<MapResult, RoleMapEvent> decision;
            Task committed;
            long version;
            lock (_gate)
            {
                decision = rule(_stream.State);
                committed = _stream.CommitAsync(decision.Events, clock.GetUtcNow());
                version = _stream.State.Version;
            }

            await committed;
            if (decision.Reply == MapResult.Changed)
                _followers.Notify(follower => follower.Changed(version));
            return new RoleMapReply(StatusOf(decision.Reply), version);
        }
        catch (StreamLostException)
        {
            logger.StreamLost(RoleMap.Stream);
            GrainContext.GiveWay();
            return new RoleMapReply(RoleMapStatus.Superseded, 0);
        }
        catch (EventStoreUnavailableException e)
        {
            logger.StreamUnavailable(RoleMap.Stream, e);
            return new RoleMapReply(RoleMapStatus.Unavailable, 0);
        }
    }

    private async Task LoadAsync()
    {
        await Task.Yield(); // so that _loading is set before it is cleared
        try
        {
            _stream = await LiveStream<RoleMap, RoleMapEvent>.LoadAsync(_gate, RoleMap.Stream, RoleMap.Initial, RoleMapStream.Kind, _sources);
        }
        finally
        {
            _loading = null;
        }
    }
}
