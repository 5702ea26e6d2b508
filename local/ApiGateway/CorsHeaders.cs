using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway;

/// <summary>Without these on a 4xx or 5xx too, a browser shows an opaque network error in place of the reason.</summary>
public sealed class CorsHeaders(IOptions<GatewayOptions> options)
{
    private static readonly string[] All = ["GET", "HEAD", "POST", "PUT", "PATCH", "DELETE"];

    private readonly CorsOptions _cors = options.Value.Cors;

    private readonly string _methods = options.Value.Cors.AllowMethods ?? string.Join(',', options.Value.Routes
        .SelectMany(route => route.Method == ApiRouteOptions.Any ? All : [route.Method]).Append("OPTIONS").Distinct());

    public void AddOrigin(IHeaderDictionary headers)
    {
        if (!_cors.IsOn)
            return;

        headers.AccessControlAllowOrigin = _cors.AllowOrigin;
        if (!string.IsNullOrEmpty(_cors.ExposeHeaders))
            headers.AccessControlExposeHeaders = _cors.ExposeHeaders;
    }

    public void AddAll(IHeaderDictionary headers)
    {
        AddOrigin(headers);
        if (!_cors.IsOn)
            return;

        headers.AccessControlAllowHeaders = _cors.AllowHeaders;
        headers.AccessControlAllowMethods = _methods;
    }
}
