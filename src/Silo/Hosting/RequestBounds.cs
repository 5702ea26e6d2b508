using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Hosting;

/// <summary>What a request may weigh, checked before anything is read or believed.</summary>
internal static class RequestBounds
{
    public const int MaxBodyBytes = 16 * 1024;

    // Each holds some 10 KB even while it is idle; one beyond is closed at once.
    private const int MaxConnections = 16_384;

    public static void AddRequestBounds(this WebApplicationBuilder builder) =>
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = MaxBodyBytes;
            kestrel.Limits.MaxConcurrentConnections = MaxConnections;
        });

    public static void UseRequestBounds(this WebApplication app) =>
        app.Use(static (context, next) => Check(context) is { } problem ? problem.WriteAsync(context) : next(context));

    // A body sent in chunks has no length yet; the server cuts it off at the same bound while it is read.
    public static Problem? Check(HttpContext context) =>
        context.Request.ContentLength > MaxBodyBytes ? Problem.BodyTooLarge
        : context.Request.Headers.Authorization.Count > 1 ? Problem.TwoAuthorizationHeaders
        : null;
}
