using System.Collections.Immutable;

namespace Tollgate.Domain.Roles;

/// <summary>A resource and a method, as mapped.</summary>
public readonly record struct Mapping(string Resource, string Method);

/// <summary>Which roles may call what. What is not mapped may be called by nobody. Compared ordinally; case matters.</summary>
public sealed class RoleMap
{
    /// <summary>The method that stands for all methods not mapped themselves.</summary>
    public const string AnyMethod = "*";

    /// <summary>The one stream that holds the map.</summary>
    public const string Stream = "role-map";

    public static readonly RoleMap Initial = new(0, ImmutableDictionary<Mapping, ImmutableHashSet<string>>.Empty, ResourceTree.Empty);

    private readonly ResourceTree _resources;

    private RoleMap(long version, ImmutableDictionary<Mapping, ImmutableHashSet<string>> roles, ResourceTree resources)
    {
        Version = version;
        Roles = roles;
        _resources = resources;
    }

    /// <summary>The number of events folded; 0 is a map never written.</summary>
    public long Version { get; }

    public ImmutableDictionary<Mapping, ImmutableHashSet<string>> Roles { get; }

    /// <returns>The one resource that the path belongs to; null where it belongs to none.</returns>
    public string? ResourceOf(CallPath path) => _resources.Find(path);

    /// <returns>The roles that may call the resource with the method; null where nobody may.</returns>
    public ImmutableHashSet<string>? RolesOf(string resource, CallMethod method) =>
        Roles.GetValueOrDefault(new(resource, method.MappedAs)) ?? Roles.GetValueOrDefault(new(resource, AnyMethod));

    /// <exception cref="InvalidOperationException">The event cannot stand here: the log is damaged, or from a newer version.</exception>
    public RoleMap Evolve(RoleMapEvent happened) => happened switch
    {
        ResourceMapped e when ResourcePattern.TryParse(e.Resource, out var pattern) =>
            new(Version + 1, Roles.SetItem(new(e.Resource, e.Method), e.Roles.ToImmutableHashSet(StringComparer.Ordinal)), _resources.With(pattern)),
        ResourceUnmapped e => Without(new(e.Resource, e.Method)),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} cannot be event {Version + 1} of the role map."),
    };

    private RoleMap Without(Mapping mapping)
    {
        var roles = Roles.Remove(mapping);
        var resources = ResourceTree.Empty;
        foreach (var resource in roles.Keys.Select(key => key.Resource).Distinct())
            if (ResourcePattern.TryParse(resource, out var pattern))
                resources = resources.With(pattern);
        return new(Version + 1, roles, resources);
    }
}
