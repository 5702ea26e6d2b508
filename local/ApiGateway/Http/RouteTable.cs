using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Http;

/// <summary>
/// Finds an HTTP API's route: the most specific path that has the method, then ANY of that path, then the next path, and <c>$default</c> last.
/// Unlike a REST API's resources, a path without the method hides nothing.
/// </summary>
public sealed class RouteTable(IEnumerable<ApiRouteOptions> routes)
{
    private readonly List<(ApiRouteOptions Route, PathPattern Pattern)> _routes =
        [.. routes.Where(route => route.Path != ApiRouteOptions.CatchAll)
            .Select(route => (Route: route, Pattern: new PathPattern(route.Path)))
            .OrderBy(entry => entry.Pattern.Rank, StringComparer.Ordinal).ThenBy(entry => entry.Route.Method == ApiRouteOptions.Any)];

    private readonly ApiRouteOptions? _catchAll = routes.FirstOrDefault(route => route.Path == ApiRouteOptions.CatchAll);

    public ApiRoute? Find(string method, string path)
    {
        var segments = PathPattern.Split(path);
        foreach (var (route, pattern) in _routes)
            if ((route.Method == method || route.Method == ApiRouteOptions.Any) && pattern.Matches(segments))
                return new(route, route.Path, pattern.Variables(segments));
        return _catchAll is null ? null : new(_catchAll, ApiRouteOptions.CatchAll, new Dictionary<string, string>());
    }
}
