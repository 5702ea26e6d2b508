namespace Tollgate.Grains.Roles;

/// <summary>A mapping to write; the fields were parsed at the edge.</summary>
/// <param name="ExpectedVersion">The version of the map that the change is meant for; null for any.</param>
[GenerateSerializer, Immutable, Alias("tollgate.map-request")]
public sealed record MapRequest(
    [property: Id(0)] string Resource,
    [property: Id(1)] string Method,
    [property: Id(2)] IReadOnlyList<string> Roles,
    [property: Id(3)] string Actor,
    [property: Id(4)] long? ExpectedVersion = null);

/// <summary>A mapping to take away; the fields were parsed at the edge.</summary>
[GenerateSerializer, Immutable, Alias("tollgate.unmap-request")]
public sealed record UnmapRequest(
    [property: Id(0)] string Resource,
    [property: Id(1)] string Method,
    [property: Id(2)] string Actor,
    [property: Id(3)] long? ExpectedVersion = null);

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

    /// <summary>The map is not at the version that the change was meant for. Nothing was written.</summary>
    StaleVersion = 4,

    /// <summary>Another resource matches the very same paths. Nothing was written.</summary>
    SameShape = 5,
}

/// <param name="Version">The version of the map after the decision; 0 where nothing was decided.</param>
[GenerateSerializer, Immutable, Alias("tollgate.role-map-reply")]
public sealed record RoleMapReply([property: Id(0)] RoleMapStatus Status, [property: Id(1)] long Version);
