using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tollgate.Silo.Answers;

/// <summary>A body that holds for this moment only: no cache may keep it.</summary>
internal sealed class JsonAnswer<T>(T body, JsonTypeInfo<T> type) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.Headers.CacheControl = "no-store";
        httpContext.Response.ContentType = "application/json; charset=utf-8";
        return JsonWriting.WriteAsync(httpContext.Response, body, type);
    }
}

internal static class JsonAnswer
{
    public static IResult Of<T>(T body, JsonTypeInfo<T> type) => new JsonAnswer<T>(body, type);
}

/// <summary>Writes bodies that are at hand as a whole: with their length, and in one piece.</summary>
internal static class JsonWriting
{
    [ThreadStatic]
    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer)? _ofThread;

    public static Task WriteAsync<T>(HttpResponse response, T body, JsonTypeInfo<T> type)
    {
        var (buffer, writer) = _ofThread ??= Create();
        buffer.ResetWrittenCount();
        writer.Reset();
        JsonSerializer.Serialize(writer, body, type);

        response.ContentLength = buffer.WrittenCount;
        response.BodyWriter.Write(buffer.WrittenSpan);
        var flushed = response.BodyWriter.FlushAsync(response.HttpContext.RequestAborted);
        return flushed.IsCompletedSuccessfully ? Task.CompletedTask : flushed.AsTask();
    }

    private static (ArrayBufferWriter<byte> Buffer, Utf8JsonWriter Writer) Create()
    {
        var buffer = new ArrayBufferWriter<byte>(1024);
        return (buffer, new Utf8JsonWriter(buffer));
    }
}
