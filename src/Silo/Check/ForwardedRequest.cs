using Microsoft.Extensions.Primitives;

namespace Tollgate.Silo.Check;

/// <summary>
/// The request that a proxy names in headers: <c>X-Original-Method</c> and <c>-URI</c> as nginx is told to send them, or
/// <c>X-Forwarded-Method</c> and <c>-Uri</c> as Caddy and Traefik do. A proxy sets its own pair and may pass the other one on from its client, so
/// where both are there they must say the same.
/// </summary>
internal readonly record struct ForwardedRequest(string Method, string Uri)
{
    /// <returns>Null where it is named by half, in two ways, or not at all.</returns>
    public static ForwardedRequest? Of(IHeaderDictionary headers)
    {
        var original = Pair(headers["X-Original-Method"], headers["X-Original-URI"]);
        var forwarded = Pair(headers["X-Forwarded-Method"], headers["X-Forwarded-Uri"]);
        return (original, forwarded) switch
        {
            ({ IsBroken: true }, _) or (_, { IsBroken: true }) => null,
            ({ Request: { } one }, { Request: { } other }) => one == other ? one : null,
            _ => original.Request ?? forwarded.Request,
        };
    }

    private static (ForwardedRequest? Request, bool IsBroken) Pair(StringValues method, StringValues uri) => (method.Count, uri.Count) switch
    {
        (0, 0) => (null, false),
        (1, 1) => (new(method.ToString(), uri.ToString()), false),
        _ => (null, true),
    };
}
