using Tollgate.Silo.OpenApi;

namespace Tollgate.Silo.Authorize;

/// <summary>The question of every API call: see <see cref="AuthorizeEndpoint"/>.</summary>
internal static class AuthorizeApi
{
    public const string Path = "/v1/authorize";

    public static void AddAuthorize(this IServiceCollection services) => services.AddSingleton<AuthorizeEndpoint>();

    /// <summary>
    /// A short way to the answer, past routing and everything that other endpoints need. Only what a browser sends goes the long way, for it may ask
    /// from a page of <see cref="Hosting.HttpOptions.AllowedOrigins"/>. The answer is the same.
    /// </summary>
    public static void UseShortWayToAuthorize(this WebApplication app)
    {
        var endpoint = app.Services.GetRequiredService<AuthorizeEndpoint>();
        app.Use(next => context =>
            context.Request.Path.Value == Path && HttpMethods.IsPost(context.Request.Method) && context.Request.Headers.Origin.Count == 0
                ? endpoint.AnswerAsync(context)
                : next(context));
        app.UseRouting(); // not before
    }

    public static void MapAuthorize(this WebApplication app) =>
        app.MapPost(Path, static (HttpContext context, AuthorizeEndpoint endpoint) => endpoint.AnswerAsync(context)).WithTags("Decision")
            .WithName("authorize").WithSummary("May the bearer make this call now? A yes is charged, a no costs nothing.")
            .TakesJson<AuthorizeBody>().Produces<AllowBody>()
            .Refuses(400, 401, 403, 409, 413, 422, 429, 503);
}
