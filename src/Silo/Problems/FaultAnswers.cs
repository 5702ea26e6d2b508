using Tollgate.Silo.Answers;

namespace Tollgate.Silo.Problems;

/// <summary>What a request is told that ran into an exception: never the exception. A fault of ours is logged.</summary>
internal sealed class FaultAnswers(ILogger<FaultAnswers> logger)
{
    public Problem Of(Exception exception, HttpContext context)
    {
        var problem = Describe(exception);
        if (problem == Problem.InternalError)
            logger.RequestFailed(context.Request.Method, CallerText.Of(context.Request.Path), exception);
        return problem;
    }

    private static Problem Describe(Exception exception) => exception switch
    {
        BadHttpRequestException { StatusCode: StatusCodes.Status413PayloadTooLarge } => Problem.BodyTooLarge,
        BadHttpRequestException => Problem.BadBody("The request could not be read."),
        TimeoutException => Problem.Unavailable("deadline", "No answer in time."),
        _ => Problem.InternalError,
    };
}
