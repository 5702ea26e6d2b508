using Microsoft.AspNetCore.Diagnostics;

namespace Tollgate.Silo.Problems;

/// <summary>Turns what no endpoint answered into a <see cref="Problem"/>: unknown paths, wrong methods, faults.</summary>
internal static class ProblemAnswers
{
    public static void AddProblemAnswers(this IServiceCollection services) =>
        services.AddSingleton<FaultAnswers>().AddExceptionHandler<FaultHandler>();

    public static void UseProblemAnswers(this WebApplication app)
    {
        app.UseExceptionHandler(new ExceptionHandlerOptions { SuppressDiagnosticsCallback = _ => true, ExceptionHandler = static _ => Task.CompletedTask });
        app.UseStatusCodePages(static pages => (pages.HttpContext.Response.StatusCode switch
        {
            StatusCodes.Status404NotFound => Problem.NotFound,
            StatusCodes.Status405MethodNotAllowed => Problem.MethodNotAllowed,
            StatusCodes.Status413PayloadTooLarge => Problem.BodyTooLarge,
            var status => new Problem(status, "refused", "The request was refused"),
        }).WriteAsync(pages.HttpContext));
    }

    private sealed class FaultHandler(FaultAnswers faults) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            await faults.Of(exception, httpContext).WriteAsync(httpContext);
            return true;
        }
    }
}
