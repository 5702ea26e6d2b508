using System.ComponentModel;
using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Net.Http.Headers;
using Tollgate.Domain.Roles;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Answers;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Administration;

/// <summary>The role map, to look at and to change. Its version is the ETag; <c>If-Match</c> keeps two administrators apart.</summary>
internal static class AdminRoleMapApi
{
    private const string IfMatchDescription = "The ETag of the map that the change is meant for; if the map has changed since, nothing is written (412).";

    public static void MapAdminRoleMap(this RouteGroupBuilder admin)
    {
        var roleMap = admin.MapGroup("role-map");
        roleMap.MapGet("", Read).WithName("readRoleMap").WithSummary("The role map as this silo uses it now.")
            .Produces<RoleMapBody>();
        roleMap.MapPut("", Map).WithName("mapResource").WithSummary("Maps a resource and method to roles, in place of what was mapped.")
            .TakesJson<MappingBody>().Produces<RoleMapChangeBody>().Refuses(400, 409, 412, 413, 422);
        roleMap.MapDelete("", Unmap).WithName("unmapResource").WithSummary("Takes a mapping away: nobody may call it any more.")
            .Produces<RoleMapChangeBody>().Refuses(412, 422);
    }

    private static IResult Read(HttpContext context, RoleMapCopy copy)
    {
        if (!copy.TryGet(out var map))
            return Problem.RoleMapStale;

        var mappings = map.Roles
            .OrderBy(mapping => mapping.Key.Resource, StringComparer.Ordinal).ThenBy(mapping => mapping.Key.Method, StringComparer.Ordinal)
            .Select(mapping => new MappingBody(mapping.Key.Resource, mapping.Key.Method, [.. mapping.Value.Order(StringComparer.Ordinal)]));
        context.Response.Headers.ETag = ETagOf(map.Version);
        return JsonAnswer.Of(new RoleMapBody(map.Version, [.. mappings]), AdminJson.Default.RoleMapBody);
    }

    private static async Task<IResult> Map(
        HttpContext context, [FromHeader(Name = "If-Match"), Description(IfMatchDescription)] string? ifMatch, RoleMapClient roleMap)
    {
        if (!TryReadVersion(ifMatch, out var version, out var stale))
            return stale;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AdminJson.Default.MappingBody, "resource, method and roles");
        if (body is null)
            return unreadable!;
        if (!ResourcePattern.TryParse(body.Resource, out var resource))
            return InvalidResource;
        if (!IsMappable(body.Method))
            return InvalidMethod;
        if (body.Roles is not { Count: >= 1 and <= RoleClaim.MaxRoles } roles || !roles.All(RoleName.IsValid))
            return Problem.Invalid("invalid-roles", $"roles is a list of 1 to {RoleClaim.MaxRoles} names of 1 to {RoleName.MaxLength} characters.");

        var request = new MapRequest(resource.Text, body.Method!, [.. roles.Distinct(StringComparer.Ordinal)], AdminAccess.ActorOf(context), version);
        return Answer(context, await roleMap.MapAsync(request));
    }

    private static async Task<IResult> Unmap(
        HttpContext context,
        [FromHeader(Name = "If-Match"), Description(IfMatchDescription)] string? ifMatch,
        [Description("As it was mapped.")] string? resource,
        [Description("As it was mapped.")] string? method,
        RoleMapClient roleMap)
    {
        if (!TryReadVersion(ifMatch, out var version, out var stale))
            return stale;
        if (!ResourcePattern.TryParse(resource, out var pattern))
            return InvalidResource;
        if (!IsMappable(method))
            return InvalidMethod;

        return Answer(context, await roleMap.UnmapAsync(new UnmapRequest(pattern.Text, method!, AdminAccess.ActorOf(context), version)));
    }

    private static Problem InvalidResource =>
        Problem.Invalid("invalid-resource", "resource is a path such as /blog, /orders/{id} or /admin/*.");

    private static Problem InvalidMethod =>
        Problem.Invalid("invalid-method", "method is an HTTP method in upper case or *; HEAD counts as GET and cannot be mapped.");

    private static bool IsMappable(string? method) =>
        method == RoleMap.AnyMethod || (CallMethod.TryParse(method, out var parsed) && parsed.MappedAs == method);

    private static IResult Answer(HttpContext context, RoleMapReply reply)
    {
        if (reply.Status is RoleMapStatus.Changed or RoleMapStatus.Unchanged)
        {
            context.Response.Headers.ETag = ETagOf(reply.Version);
            return JsonAnswer.Of(new RoleMapChangeBody(reply.Version, reply.Status == RoleMapStatus.Changed), AdminJson.Default.RoleMapChangeBody);
        }

        return reply.Status switch
        {
            RoleMapStatus.StaleVersion => Problem.PreconditionFailed,
            RoleMapStatus.SameShape => new Problem(409, "same-resource", "Another resource matches the very same paths"),
            _ => Problem.Unavailable("store-unavailable", "The event log cannot be reached now."),
        };
    }

    private static string ETagOf(long version) => string.Create(CultureInfo.InvariantCulture, $"\"{version}\"");

    // A tag that we never gave matches nothing.
    private static bool TryReadVersion(string? ifMatch, out long? version, out Problem stale)
    {
        stale = Problem.PreconditionFailed;
        version = null;
        if (ifMatch is null || ifMatch == EntityTagHeaderValue.Any.ToString())
            return true;

        var isTag = EntityTagHeaderValue.TryParse(ifMatch, out var tag) && !tag.IsWeak;
        if (!isTag || !long.TryParse(tag!.Tag.AsSpan().Trim('"'), NumberStyles.None, CultureInfo.InvariantCulture, out var parsed))
            return false;

        version = parsed;
        return true;
    }
}
