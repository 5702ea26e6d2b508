namespace Tollgate.Grains.Roles;

/// <summary>A mapping to write; the fields were parsed at the edge.</summary>
[GenerateSerializer, Immutable, Alias("tollgate.map-request")]
public sealed record MapRequest(
    [property: Id(0)] string Resource,
    [property: Id(1)] string Method,
    [property: Id(2)] IReadOnlyList<string> Roles,
    [property: Id(3)] string Actor);

/// <summary>A mapping to take away; the fields were parsed at the edge.</summary>
[GenerateSerializer, Immutable, Alias("tollgate.unmap-request")]
public sealed record UnmapRequest(
    [property: Id(0)] string Resource,
    [property: Id(1)] string Method,
    [property: Id(2)] string Actor);

public enum RoleMapStatus
{
    /// <summary>Written and durable.</summary>
    Changed = 0,

    /// <summary>The map says so already; nothing was written.</summary>
    Unchanged = 1,

    /// <summary>Not decided: another activation changed the map at the same moment. Nothing was written; ask again.</summary>
    Superseded = 2,

    /// <summary>Not decided: the store failed. Nothing was written.</summary>
    Unavailable = 3,
}

/// <param name="Version">The version of the map after the decision; 0 where nothing was decided.</param>
[GenerateSerializer, Immutable, Alias("tollgate.role-map-reply")]
public sealed record RoleMapReply([property: Id(0)] RoleMapStatus Status, [property: Id(1)] long Version);
