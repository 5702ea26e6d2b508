using System.Globalization;
using Tollgate.Local.ApiGateway.Lambda.Sandboxes;

namespace Tollgate.Local.ApiGateway.Lambda.RuntimeApi;

/// <summary>The four calls of the documented Runtime API 2018-06-01, with its headers, statuses and bodies.</summary>
public static class RuntimeApiEndpoints
{
    public static void MapRuntimeApi(this IEndpointRouteBuilder routes)
    {
        var runtime = routes.MapGroup("/2018-06-01/runtime");
        runtime.MapGet("/invocation/next", NextAsync);
        runtime.MapPost("/invocation/{requestId}/response", PostResponseAsync);
        runtime.MapPost("/invocation/{requestId}/error", PostErrorAsync);
        runtime.MapPost("/init/error", PostInitErrorAsync);
    }

    public static async Task NextAsync(HttpContext http, SandboxPool pool, FunctionArn function)
    {
        try
        {
            var invocation = await pool.NextAsync(http.Connection.LocalPort, http.RequestAborted);
            await (invocation is null ? RuntimeApiAnswers.WriteAsync(http, PostResult.WrongState) : WriteEventAsync(http, invocation, function));
        }
        catch (OperationCanceledException)
        {
            http.Abort();   // the sandbox is gone, nobody reads this
        }
    }

    public static async Task PostResponseAsync(HttpContext http, string requestId, SandboxPool pool)
    {
        if (await PostedBody.ReadAsync(http) is { } body)
        {
            await RuntimeApiAnswers.WriteAsync(http, pool.Post(http.Connection.LocalPort, requestId, new InvocationAnswered(body)));
            return;
        }

        // As in AWS's own Runtime API, the 413 also ends the invocation.
        var posted = pool.Post(http.Connection.LocalPort, requestId, InvocationFailed.AnswerTooLarge());
        await (posted == PostResult.Accepted ? RuntimeApiAnswers.WriteTooLargeAsync(http) : RuntimeApiAnswers.WriteAsync(http, posted));
    }

    public static async Task PostErrorAsync(HttpContext http, string requestId, SandboxPool pool)
    {
        var error = ReportedError.Parse(http.Request.Headers, await PostedBody.ReadAsync(http));
        await RuntimeApiAnswers.WriteAsync(http, pool.Post(http.Connection.LocalPort, requestId, error));
    }

    public static async Task PostInitErrorAsync(HttpContext http, SandboxPool pool)
    {
        var error = ReportedError.Parse(http.Request.Headers, await PostedBody.ReadAsync(http));
        await RuntimeApiAnswers.WriteAsync(http, pool.PostInitError(http.Connection.LocalPort, error));
    }

    private static async Task WriteEventAsync(HttpContext http, Invocation invocation, FunctionArn function)
    {
        var headers = http.Response.Headers;
        headers["Lambda-Runtime-Aws-Request-Id"] = invocation.RequestId;
        headers["Lambda-Runtime-Deadline-Ms"] = invocation.Deadline.ToUnixTimeMilliseconds().ToString(CultureInfo.InvariantCulture);
        headers["Lambda-Runtime-Invoked-Function-Arn"] = function.Value;
        headers["Lambda-Runtime-Trace-Id"] = invocation.TraceId;
        http.Response.ContentType = "application/json";
        http.Response.ContentLength = invocation.Payload.Length;
        await http.Response.Body.WriteAsync(invocation.Payload, http.RequestAborted);
    }
}
