namespace Tollgate.Local.ApiGateway.Routes;

/// <summary>Where a call goes.</summary>
/// <param name="ResourcePath">The template that its path matched.</param>
/// <param name="PathParameters">What the template's variables stand for, decoded.</param>
public sealed record ApiRoute(ApiRouteOptions Options, string ResourcePath, IReadOnlyDictionary<string, string> PathParameters)
{
    /// <summary>As HTTP APIs name it: <c>GET /orders/{id}</c>, <c>$default</c>.</summary>
    public string RouteKey => ResourcePath == ApiRouteOptions.CatchAll ? ResourcePath : $"{Options.Method} {ResourcePath}";
}
