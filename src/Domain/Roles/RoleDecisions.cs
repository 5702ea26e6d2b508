using System.Collections.Immutable;

namespace Tollgate.Domain.Roles;

/// <summary>The answer of the role map to one call.</summary>
/// <param name="Denial">Null where the call may go on to the quota.</param>
/// <param name="Resource">The resource that matched; null where none did.</param>
/// <param name="RoleMapVersion">The version of the map that says so.</param>
public readonly record struct RoleOutcome(DenialReason? Denial, string? Resource, long RoleMapVersion);

/// <summary>The rules of the role map. Pure; "no" is a value.</summary>
public static class RoleDecisions
{
    /// <summary>A call is allowed when one of the caller's roles is mapped to the path and method. Asking costs nothing.</summary>
    public static RoleOutcome Authorize(RoleMap map, IReadOnlyList<string> roles, CallMethod method, CallPath path)
    {
        if (roles.Count == 0)
            return new(DenialReason.RoleMissing, null, map.Version);
        if (Find(map, method, path) is not { } allowed)
            return new(DenialReason.ResourceUnmapped, null, map.Version);

        DenialReason? denial = roles.Any(allowed.Contains) ? null : DenialReason.RoleNotAllowed;
        return new(denial, path.Value, map.Version);
    }

    /// <summary>Maps a resource and method to roles. The same mapping again changes nothing.</summary>
    public static Decision<bool, RoleMapEvent> Map(RoleMap map, ResourceMapped command) =>
        map.Roles.TryGetValue(new(command.Resource, command.Method), out var roles) && roles.SetEquals(command.Roles)
            ? new(false, [])
            : new(true, [command]);

    /// <summary>Takes a mapping away. One that is not there changes nothing.</summary>
    public static Decision<bool, RoleMapEvent> Unmap(RoleMap map, ResourceUnmapped command) =>
        map.Roles.ContainsKey(new(command.Resource, command.Method))
            ? new(true, [command])
            : new(false, []);

    /// <summary>What a map that was never written begins with; a map that was, even if it is empty again, stays as it is.</summary>
    public static Decision<bool, RoleMapEvent> Bootstrap(RoleMap map, IReadOnlyList<ResourceMapped> mappings) =>
        map.Version == 0 && mappings.Count > 0
            ? new(true, mappings)
            : new(false, []);

    private static ImmutableHashSet<string>? Find(RoleMap map, CallMethod method, CallPath path) =>
        map.Roles.GetValueOrDefault(new(path.Value, method.MappedAs)) ?? map.Roles.GetValueOrDefault(new(path.Value, RoleMap.AnyMethod));
}
