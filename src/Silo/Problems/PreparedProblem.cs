using System.Text.Json;

namespace Tollgate.Silo.Problems;

/// <summary>A problem that is the same every time, written down once: for answers that a flood gets.</summary>
internal sealed class PreparedProblem(Problem problem)
{
    private readonly byte[] _body = JsonSerializer.SerializeToUtf8Bytes(problem, ProblemJson.Default.Problem);

    public Task WriteAsync(HttpContext context)
    {
        problem.WriteHead(context);
        context.Response.ContentLength = _body.Length;
        return context.Response.Body.WriteAsync(_body, 0, _body.Length);
    }
}
