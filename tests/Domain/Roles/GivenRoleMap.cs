using Tollgate.Domain.Roles;

namespace Tollgate.Domain.Tests.Roles;

/// <summary>Words for tests of the role map.</summary>
internal static class GivenRoleMap
{
    public static RoleMap With(params IEnumerable<RoleMapEvent> events) =>
        events.Aggregate(RoleMap.Initial, (map, happened) => map.Evolve(happened));

    public static RoleMap Of(params IEnumerable<string> resources) => With(resources.Select(resource => Mapped(resource, "GET", "IT")));

    public static ResourceMapped Mapped(string resource, string method, params string[] roles) => new(resource, method, roles, "admin");

    public static ResourceUnmapped Unmapped(string resource, string method) => new(resource, method, "admin");

    public static string? Find(this RoleMap map, string path) => map.ResourceOf(PathOf(path));

    public static RoleOutcome Ask(this RoleMap map, string[] roles, string method, string path)
    {
        Assert.True(CallMethod.TryParse(method, out var called));
        return RoleDecisions.Authorize(map, roles, called, PathOf(path));
    }

    private static CallPath PathOf(string text)
    {
        Assert.True(CallPath.TryParse(text, out var path));
        return path;
    }
}
