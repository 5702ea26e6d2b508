using Microsoft.AspNetCore.Http.Features;

namespace Tollgate.Local.ApiGateway.Rest;

/// <summary>What the gateway knows about a call before anybody has judged it.</summary>
public sealed record ApiRequest(string RequestId, string TraceId, string Stage, string Path, string Method, string SourceIp, DateTimeOffset Time)
{
    public static ApiRequest Read(HttpContext http, DateTimeOffset now)
    {
        var (stage, path) = SplitStage(SentPath(http));
        return new(
            Guid.NewGuid().ToString(), TraceIds.For(http.Request.Headers["X-Amzn-Trace-Id"], now),
            stage, path, http.Request.Method, http.Connection.RemoteIpAddress?.ToString() ?? "", now);
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
