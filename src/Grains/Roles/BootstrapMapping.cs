using Tollgate.Domain.Roles;
using Tollgate.EventStore;

namespace Tollgate.Grains.Roles;

/// <summary>One mapping of <see cref="RoleMapOptions.Bootstrap"/>.</summary>
public sealed class BootstrapMapping
{
    /// <summary>The path, such as <c>/blog</c>.</summary>
    public string Resource { get; set; } = "";

    /// <summary>An HTTP method, or <c>*</c> for any.</summary>
    public string Method { get; set; } = RoleMap.AnyMethod;

    /// <summary>The roles that may call it, separated by commas.</summary>
    public string Roles { get; set; } = "";

    /// <summary>Who is named in the log for the mappings.</summary>
    internal const string Actor = "bootstrap";

    internal IReadOnlyList<string> RoleNames => Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal int StoredBytes
    {
        get
        {
            var stored = RoleMapEventCodec.Encode(new ResourceMapped(Resource, Method, RoleNames, Actor));
            return new EventData(stored.Type, default, stored.Data).Size;
        }
    }

    internal string? Error =>
        !ResourcePattern.TryParse(Resource, out _) ? $"'{Resource}' is not a resource."
        : Method != RoleMap.AnyMethod && !CallMethod.TryParse(Method, out _) ? $"'{Method}' is not a method."
        : Method == "HEAD" ? "HEAD cannot be mapped: it counts as GET."
        : RoleNames.Count is 0 or > RoleClaim.MaxRoles ? $"{Method} {Resource} names no role, or more than {RoleClaim.MaxRoles}."
        : RoleNames.FirstOrDefault(static role => !RoleName.IsValid(role)) is { } role ? $"'{role}' is not a role."
        : null;

    /// <summary>What is wrong with mappings that are right one by one.</summary>
    internal static IEnumerable<string> ErrorsBetween(IEnumerable<BootstrapMapping> mappings)
    {
        var first = new Dictionary<string, BootstrapMapping>(StringComparer.Ordinal);
        var mapped = new HashSet<Mapping>();
        foreach (var mapping in mappings)
        {
            var shape = ResourcePattern.TryParse(mapping.Resource, out var pattern) ? pattern.Shape : mapping.Resource;
            if (first.TryAdd(shape, mapping) || first[shape].Resource == mapping.Resource)
            {
                if (!mapped.Add(new(mapping.Resource, mapping.Method)))
                    yield return $"{mapping.Method} {mapping.Resource} is mapped twice.";
            }
            else
            {
                yield return $"'{mapping.Resource}' and '{first[shape].Resource}' are the same resource: they differ in the name of a parameter only.";
            }
        }
    }
}
