using Microsoft.Extensions.Options;

namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>Without these on a 4xx or 5xx too, a browser shows an opaque network error in place of the reason.</summary>
public sealed class CorsHeaders(IOptions<GatewayOptions> options)
{
    private readonly string _methods = options.Value.Cors.AllowMethods
        ?? string.Join(',', options.Value.Routes.Select(route => route.Method).Append("OPTIONS").Distinct());

    public void AddOrigin(IHeaderDictionary headers) =>
        headers.AccessControlAllowOrigin = options.Value.Cors.AllowOrigin;

    public void AddAll(IHeaderDictionary headers)
    {
        AddOrigin(headers);
        headers.AccessControlAllowHeaders = options.Value.Cors.AllowHeaders;
        headers.AccessControlAllowMethods = _methods;
    }
}
