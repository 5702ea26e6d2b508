using Microsoft.AspNetCore.Http.Features;
using Tollgate.Local.ApiGateway.Routes;

namespace Tollgate.Local.ApiGateway.Calls;

/// <summary>What the gateway knows about a call before anybody has judged it.</summary>
/// <param name="RequestId">The call's name; a REST API takes it from the caller where it can.</param>
/// <param name="ExtendedRequestId">The gateway's own name for the call.</param>
/// <param name="RawPath">As sent, escapes and stage included, without the query.</param>
/// <param name="Path">The same below the stage.</param>
public sealed record ApiCall(
    string RequestId, string ExtendedRequestId, string TraceId, string Stage, string RawPath, string Path, string Method, DateTimeOffset Time, HttpRequest Request)
{
    /// <summary>Where it goes; null as long as that has not been found.</summary>
    public ApiRoute? Route { get; init; }

    public IHeaderDictionary Headers => Request.Headers;

    public string SourceIp => Request.HttpContext.Connection.RemoteIpAddress?.ToString() ?? "";

    public static ApiCall Read(HttpContext http, GatewayOptions gateway, DateTimeOffset now)
    {
        var rawPath = SentPath(http);
        var (stage, path) = gateway.Stage == GatewayOptions.DefaultStage ? (gateway.Stage, rawPath) : SplitStage(rawPath);
        var own = CallIds.NewExtended();
        return new(
            gateway.ProtocolType == ProtocolType.Rest ? CallIds.OfRest(http.Request.Headers) : own,
            own,
            TraceIds.For(http.Request.Headers["X-Amzn-Trace-Id"], now),
            stage, rawPath, path, http.Request.Method, now, http.Request);
    }

    // From the request line itself: ASP.NET's Path has lost escapes and dot segments, and the method ARN must carry what was sent.
    private static string SentPath(HttpContext http)
    {
        var target = http.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        var path = target.AsSpan(0, target.IndexOf('?') is >= 0 and var query ? query : target.Length);
        if (path.IndexOf("://", StringComparison.Ordinal) is > 0 and var scheme)
        {
            var authority = path[(scheme + 3)..];
            path = authority.IndexOf('/') is >= 0 and var start ? authority[start..] : "/";
        }

        return path.ToString();
    }

    private static (string Stage, string Path) SplitStage(string path)
    {
        var end = path.IndexOf('/', Math.Min(1, path.Length));
        return end < 0 ? (path.TrimStart('/'), "/") : (path[1..end], path[end..]);
    }
}
