using System.Collections.Immutable;

namespace Tollgate.Domain.Roles;

/// <summary>A resource and a method, as mapped.</summary>
public readonly record struct Mapping(string Resource, string Method);

/// <summary>Which roles may call what. What is not mapped may be called by nobody. Compared ordinally; case matters.</summary>
/// <param name="Version">The number of events folded; 0 is a map never written.</param>
public sealed record RoleMap(long Version, ImmutableDictionary<Mapping, ImmutableHashSet<string>> Roles)
{
    /// <summary>The method that stands for all methods not mapped themselves.</summary>
    public const string AnyMethod = "*";

    /// <summary>The one stream that holds the map.</summary>
    public const string Stream = "role-map";

    public static readonly RoleMap Initial = new(0, ImmutableDictionary<Mapping, ImmutableHashSet<string>>.Empty);

    public RoleMap Evolve(RoleMapEvent happened) => happened switch
    {
        ResourceMapped e => new(Version + 1, Roles.SetItem(new(e.Resource, e.Method), e.Roles.ToImmutableHashSet(StringComparer.Ordinal))),
        ResourceUnmapped e => new(Version + 1, Roles.Remove(new(e.Resource, e.Method))),
        _ => throw new InvalidOperationException($"{happened.GetType().Name} is not an event of the role map."),
    };
}
