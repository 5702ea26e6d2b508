using Microsoft.AspNetCore.Diagnostics;

namespace Tollgate.Silo.Problems;

/// <summary>Turns what no endpoint answered into a <see cref="Problem"/>: unknown paths, wrong methods, faults.</summary>
internal static class ProblemAnswers
{
    public static void AddProblemAnswers(this IServiceCollection services) => services.AddExceptionHandler<FaultHandler>();

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

    private sealed class FaultHandler(ILogger<FaultHandler> logger) : IExceptionHandler
    {
        public async ValueTask<bool> TryHandleAsync(HttpContext httpContext, Exception exception, CancellationToken cancellationToken)
        {
            var problem = Describe(exception);
            if (problem == Problem.InternalError)
                logger.RequestFailed(httpContext.Request.Method, httpContext.Request.Path, exception);
            await problem.WriteAsync(httpContext);
            return true;
        }

        private static Problem Describe(Exception exception) => exception switch
        {
            BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.BodyTooLarge,
            BadHttpRequestException => Problem.BadBody("The request could not be read."),
            TimeoutException => Problem.Unavailable("deadline", "No answer in time."),
            _ => Problem.InternalError,
        };
    }
}
