using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Answers;

/// <summary>Reads a body strictly: unknown members, two of one name, and the wrong type are problems, not guesses.</summary>
internal static class JsonBody
{
    public static async Task<(T? Body, Problem? Problem)> ReadAsync<T>(HttpContext context, JsonTypeInfo<T> type, string members)
        where T : class
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, type, context.RequestAborted);
            return body is not null ? (body, null) : (null, Problem.BadBody("The body is null."));
        }
        catch (JsonException)
        {
            return (null, Problem.BadBody($"The body is not a JSON object with the members {members}."));
        }
    }
}
