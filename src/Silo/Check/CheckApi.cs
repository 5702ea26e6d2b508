using Tollgate.Silo.OpenApi;

namespace Tollgate.Silo.Check;

/// <summary>The question of other gateways than API Gateway: see <see cref="CheckEndpoint"/>.</summary>
internal static class CheckApi
{
    public static void AddCheck(this IServiceCollection services) => services.AddSingleton<TrustedProxies>().AddSingleton<CheckEndpoint>();

    /// <summary>
    /// Answers before anything else does, and whatever was sent under the prefix. A preflight request that is being checked is no preflight of ours, and
    /// a client of Envoy's can make the server read <c>/v1/check/../../health/live</c>: a 2xx for either would be taken for a yes.
    /// </summary>
    public static void UseShortWayToCheck(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<CheckEndpoint>();
        app.Use(next => context => CheckedRequest.IsMeant(context) ? endpoint.AnswerAsync(context) : next(context));
    }

    /// <summary>For the description only: no request gets so far.</summary>
    public static void MapCheck(this WebApplication app) =>
        app.MapGet(CheckedRequest.Prefix + "/{**path}", static (HttpContext context, CheckEndpoint endpoint, string? path) => endpoint.AnswerAsync(context))
            .WithTags("Decision").WithName("check")
            .WithSummary("Any method: may the bearer make the request that is named after the prefix, or by a trusted proxy's headers? For auth_request, forward-auth and ext_authz.")
            .Produces(200).Refuses(400, 401, 403, 422, 429, 503);
}
