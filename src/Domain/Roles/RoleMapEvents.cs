namespace Tollgate.Domain.Roles;

/// <summary>A fact about which roles may call what. Stored under the names in <see cref="RoleMapEventCodec"/>.</summary>
public abstract record RoleMapEvent;

/// <summary>These roles, and no others, may call the resource with the method.</summary>
/// <param name="Method">An HTTP method, or <c>*</c> for any that is not mapped itself.</param>
/// <param name="Actor">Who changed the map.</param>
public sealed record ResourceMapped(string Resource, string Method, IReadOnlyList<string> Roles, string Actor) : RoleMapEvent;

/// <summary>Nobody may call the resource with the method any more.</summary>
public sealed record ResourceUnmapped(string Resource, string Method, string Actor) : RoleMapEvent;
