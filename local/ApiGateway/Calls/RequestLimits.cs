using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;

namespace Tollgate.Local.ApiGateway.Calls;

/// <summary>
/// API Gateway's limit of 10,240 bytes for the request line and all header values. AWS does not document the answer beyond it;
/// here it is 431 with a JSON message and CORS headers, before any authorizer runs. So a token above 10 KB never reaches the function.
/// </summary>
public static class RequestLimits
{
    public const int LineAndHeaders = 10_240;

    // The server reads more than the limit, so that the gateway's own answer, not the server's bare one, goes out.
    public static void Configure(KestrelServerOptions server)
    {
        server.AddServerHeader = false;
        server.Limits.MaxRequestLineSize = 32 * 1024;
        server.Limits.MaxRequestHeadersTotalSize = 64 * 1024;
    }

    public static bool Exceeded(HttpContext http)
    {
        var line = http.Request.Method.Length + http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget.Length;
        return line + http.Request.Headers.Sum(header => header.Value.Sum(value => value?.Length ?? 0)) > LineAndHeaders;
    }
}
