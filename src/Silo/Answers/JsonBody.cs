using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Answers;

/// <summary>Reads a body strictly: unknown members, two of one name, and the wrong type are problems, not guesses.</summary>
internal static class JsonBody
{
    public static async ValueTask<(T? Body, Problem? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, string members)
        where T : class
    {
        // It is small, and bounded by the server: the whole of it is there before any of it is read.
        var reader = context.Request.BodyReader;
        var read = await reader.ReadAsync(context.RequestAborted);
        while (!read.IsCompleted)
        {
            reader.AdvanceTo(read.Buffer.Start, read.Buffer.End);
            read = await reader.ReadAsync(context.RequestAborted);
        }

        try
        {
            return Parse(read.Buffer, type) is { } body ? (body, null) : (null, Problem.BadBody("The body is null."));
        }
        catch (JsonException)
        {
            return (null, Problem.BadBody($"The body is not a JSON object with the members {members}."));
        }
        finally
        {
            reader.AdvanceTo(read.Buffer.End);
        }
    }

    private static T? Parse<T>(in ReadOnlySequence<byte> bytes, JsonTypeInfo<T> type) =>
        JsonSerializer.Deserialize(bytes.IsSingleSegment ? bytes.FirstSpan : bytes.ToArray(), type);
}
