using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>Finds the resource of a path, then its method. As in API Gateway there is no way back: a literal resource without the method hides a variable one with it.</summary>
public sealed class ResourceTable
{
    private readonly List<ApiResource> _resources;

    public ResourceTable(IEnumerable<ApiRouteOptions> routes) =>
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

public sealed class ApiResource(string path, IReadOnlyDictionary<string, ApiRouteOptions> methods)
{
    public string Path => path;

    public PathPattern Pattern { get; } = new(path);

    public ApiRoute? Route(string method, string calledPath) =>
        methods.GetValueOrDefault(method) is { } route ? new(route, path, Pattern.Variables(PathPattern.Split(calledPath))) : null;
}
