namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>Finds the resource of a path, then its method. As in API Gateway there is no way back: a literal resource without the method hides a variable one with it.</summary>
public sealed class RouteTable
{
    private readonly List<ApiResource> _resources;

    public RouteTable(IEnumerable<RouteOptions> routes) =>
        _resources = [.. routes
            .GroupBy(route => route.Path, StringComparer.Ordinal)
            .Select(group => new ApiResource(group.Key, group.ToDictionary(route => route.Method, StringComparer.Ordinal)))
            .OrderBy(resource => resource.Pattern.Rank, StringComparer.Ordinal)];

    public ApiResource? Find(string path)
    {
        var segments = PathPattern.Split(path);
        return _resources.Find(resource => resource.Pattern.Matches(segments));
    }
}

public sealed class ApiResource(string path, IReadOnlyDictionary<string, RouteOptions> methods)
{
    public string Path => path;

    public PathPattern Pattern { get; } = new(path);

    public RouteOptions? Method(string verb) => methods.GetValueOrDefault(verb);
}
