namespace Tollgate.Grains.Roles;

/// <summary>The one writer of the role map; the key is 0. Reading needs no grain: each silo has a <see cref="RoleMapCopy"/>.</summary>
[Alias("tollgate.role-map")]
public interface IRoleMapGrain : IGrainWithIntegerKey
{
    /// <summary>Maps a resource and method to roles, in place of what was mapped.</summary>
    [Alias("map")]
    Task<RoleMapReply> Map(MapRequest request);

    /// <summary>Takes a mapping away.</summary>
    [Alias("unmap")]
    Task<RoleMapReply> Unmap(UnmapRequest request);

    /// <summary>Writes the mappings together if the map has never been written.</summary>
    [Alias("bootstrap")]
    Task<RoleMapReply> Bootstrap(IReadOnlyList<MapRequest> mappings);

    /// <summary>Tells the observer of every change from now on, until it has not asked again for a minute.</summary>
    [Alias("follow")]
    Task Follow(IRoleMapObserver observer);
}

/// <summary>A silo that wants to hear of changes at once.</summary>
[Alias("tollgate.role-map-observer")]
public interface IRoleMapObserver : IGrainObserver
{
    [Alias("changed")]
    void Changed(long version);
}
