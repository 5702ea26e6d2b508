using Microsoft.AspNetCore.Http.Features;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Check;

/// <summary>
/// Which request is being checked. <c>/v1/check/blog</c> is the request line itself behind a prefix, as Envoy sends it, and no header changes that.
/// <c>/v1/check</c> alone stands for the request that a trusted proxy names in headers.
/// </summary>
internal readonly record struct CheckedRequest(string Method, string Path, CheckMode Mode)
{
    public const string Prefix = "/v1/check";

    private static readonly Problem UntrustedProxy = new(
        403, "untrusted-proxy", "The request is forwarded by a proxy that is not trusted", "Check:TrustedProxies does not name the address that this request came from.");

    private static readonly Problem Unclear = Problem.Invalid(
        "invalid-forwarded-request", "The checked request is named by X-Original-Method and X-Original-URI, or by X-Forwarded-Method and X-Forwarded-Uri, each once; where both are there they say the same.");

    private static readonly Problem NotUnderPrefix = Problem.Invalid("invalid-path", $"The request line is {Prefix}, or begins with {Prefix}/.");

    /// <summary>Whether a request line is for this, as it was sent or as the server reads it.</summary>
    public static bool IsMeant(HttpContext context) =>
        RawTarget(context).StartsWith(Prefix, StringComparison.Ordinal) || context.Request.Path.StartsWithSegments(Prefix, StringComparison.OrdinalIgnoreCase);

    public static (CheckedRequest Request, Problem? Problem) Read(HttpContext context, TrustedProxies proxies)
    {
        var (target, query) = Split(RawTarget(context));
        if (target.StartsWith(Prefix + "/", StringComparison.Ordinal))
            return (new(context.Request.Method, target[Prefix.Length..], CheckMode.Statuses), null);
        if (target != Prefix)
            return (default, NotUnderPrefix);

        // Whoever is not believed learns nothing, and charges nobody.
        if (!proxies.Contain(context.Connection.RemoteIpAddress))
            return (default, UntrustedProxy);
        if (ForwardedRequest.Of(context.Request.Headers) is not { } forwarded)
            return (default, Unclear);

        return (new(forwarded.Method, Split(forwarded.Uri).Path, query == "deny=403" ? CheckMode.Forbids : CheckMode.Statuses), null);
    }

    // As it was sent: in Request.Path the server has resolved escapes and dot segments, and with them what tells two paths apart.
    private static string RawTarget(HttpContext context) => context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;

    private static (string Path, string Query) Split(string target) =>
        target.IndexOf('?', StringComparison.Ordinal) is >= 0 and var at ? (target[..at], target[(at + 1)..]) : (target, "");
}

/// <summary>What the proxy makes of a no.</summary>
internal enum CheckMode
{
    /// <summary>It shows the answer to its client: each no has its own status.</summary>
    Statuses,

    /// <summary><c>?deny=403</c>: it knows 401 and 403 only, and takes anything else for a fault of ours. So does nginx.</summary>
    Forbids,
}
