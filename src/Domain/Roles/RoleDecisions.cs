namespace Tollgate.Domain.Roles;

/// <summary>The answer of the role map to one call.</summary>
/// <param name="Denial">Null where the call may go on to the quota.</param>
/// <param name="Resource">The resource that matched; null where none did.</param>
/// <param name="RoleMapVersion">The version of the map that says so.</param>
public readonly record struct RoleOutcome(DenialReason? Denial, string? Resource, long RoleMapVersion);

/// <summary>The answer to a change of the role map.</summary>
public enum MapResult
{
    Changed,

    /// <summary>The map says so already.</summary>
    Unchanged,

    /// <summary>The map is not at the version that the change was meant for.</summary>
    StaleVersion,

    /// <summary>Another resource matches the very same paths: it differs in the name of a parameter only.</summary>
    SameShape,
}

/// <summary>The rules of the role map. Pure; "no" is a value.</summary>
public static class RoleDecisions
{
    /// <summary>
    /// A call is allowed when one of the caller's roles is mapped to the path and method. The path belongs to one resource; if that does
    /// not map the method, no less specific resource is asked. Asking costs nothing.
    /// </summary>
    public static RoleOutcome Authorize(RoleMap map, IReadOnlyList<string> roles, CallMethod method, CallPath path)
    {
        if (roles.Count == 0)
            return new(DenialReason.RoleMissing, null, map.Version);
        if (map.ResourceOf(path) is not { } resource || map.RolesOf(resource, method) is not { } allowed)
            return new(DenialReason.ResourceUnmapped, null, map.Version);

        DenialReason? denial = roles.Any(allowed.Contains) ? null : DenialReason.RoleNotAllowed;
        return new(denial, resource, map.Version);
    }

    /// <summary>Maps a resource and method to roles. The same mapping again changes nothing.</summary>
    /// <param name="expectedVersion">The version that the change was meant for; null for any.</param>
    public static Decision<MapResult, RoleMapEvent> Map(RoleMap map, ResourceMapped command, long? expectedVersion = null)
    {
        if (expectedVersion is { } expected && expected != map.Version)
            return new(MapResult.StaleVersion, []);
        if (map.Roles.TryGetValue(new(command.Resource, command.Method), out var roles) && roles.SetEquals(command.Roles))
            return new(MapResult.Unchanged, []);

        return HasOtherSpelling(map, command.Resource)
            ? new(MapResult.SameShape, [])
            : new(MapResult.Changed, [command]);
    }

    /// <summary>Takes a mapping away. One that is not there changes nothing.</summary>
    /// <param name="expectedVersion">The version that the change was meant for; null for any.</param>
    public static Decision<MapResult, RoleMapEvent> Unmap(RoleMap map, ResourceUnmapped command, long? expectedVersion = null)
    {
        if (expectedVersion is { } expected && expected != map.Version)
            return new(MapResult.StaleVersion, []);

        return map.Roles.ContainsKey(new(command.Resource, command.Method))
            ? new(MapResult.Changed, [command])
            : new(MapResult.Unchanged, []);
    }

    /// <summary>What a map that was never written begins with; a map that was, even if it is empty again, stays as it is.</summary>
    public static Decision<MapResult, RoleMapEvent> Bootstrap(RoleMap map, IReadOnlyList<ResourceMapped> mappings)
    {
        if (map.Version > 0 || mappings.Count == 0)
            return new(MapResult.Unchanged, []);

        foreach (var mapping in mappings)
        {
            if (HasOtherSpelling(map, mapping.Resource))
                return new(MapResult.SameShape, []);
            map = map.Evolve(mapping);
        }

        return new(MapResult.Changed, mappings);
    }

    private static bool HasOtherSpelling(RoleMap map, string resource) =>
        ResourcePattern.TryParse(resource, out var pattern)
        && map.Roles.Keys.Any(key => key.Resource != resource && ResourcePattern.TryParse(key.Resource, out var other) && other.Shape == pattern.Shape);
}
