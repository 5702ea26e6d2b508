using System.Text.Json.Serialization.Metadata;

namespace Tollgate.Silo.Answers;

/// <summary>A body that holds for this moment only: no cache may keep it.</summary>
internal sealed class JsonAnswer<T>(T body, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        return httpContext.Response.WriteAsJsonAsync(body, type);
    }
}

internal static class JsonAnswer
{
    public static IResult Of<T>(T body, JsonTypeInfo<T> type) => new JsonAnswer<T>(body, type);
}
