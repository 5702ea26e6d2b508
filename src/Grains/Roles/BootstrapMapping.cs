using Tollgate.Domain.Roles;

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

    internal IReadOnlyList<string> RoleNames => Roles.Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    internal string? Error =>
        !ResourcePattern.TryParse(Resource, out _) ? $"'{Resource}' is not a resource."
        : Method != RoleMap.AnyMethod && !CallMethod.TryParse(Method, out _) ? $"'{Method}' is not a method."
        : Method == "HEAD" ? "HEAD cannot be mapped: it counts as GET."
        : RoleNames.Count == 0 ? $"{Method} {Resource} names no role."
        : null;
}
