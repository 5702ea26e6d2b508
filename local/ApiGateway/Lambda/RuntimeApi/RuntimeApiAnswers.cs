using System.Text.Json;
using System.Text.Json.Serialization;
using Tollgate.Local.ApiGateway.Lambda.Sandboxes;

namespace Tollgate.Local.ApiGateway.Lambda.RuntimeApi;

public static partial class RuntimeApiAnswers
{
    public static Task WriteAsync(HttpContext http, PostResult result) => result switch
    {
        PostResult.Accepted => WriteAsync(http, 202, new StatusBody("OK"), Bodies.Default.StatusBody),
        PostResult.UnknownRequestId => WriteErrorAsync(http, 400, "InvalidRequestID", "Invalid request ID"),
        _ => WriteErrorAsync(http, 403, "InvalidStateTransition", "State transition is not allowed"),
    };

    public static Task WriteTooLargeAsync(HttpContext http) =>
        WriteErrorAsync(http, 413, "RequestEntityTooLarge", $"Exceeded maximum allowed payload size ({PayloadLimit.Bytes} bytes).");

    private static Task WriteErrorAsync(HttpContext http, int status, string type, string message) =>
        WriteAsync(http, status, new ErrorBody(message, type), Bodies.Default.ErrorBody);

    private static Task WriteAsync<T>(HttpContext http, int status, T body, System.Text.Json.Serialization.Metadata.JsonTypeInfo<T> shape)
    {
        http.Response.StatusCode = status;
        return http.Response.WriteAsJsonAsync(body, shape, "application/json", http.RequestAborted);
    }

    public sealed record StatusBody(string Status);

    public sealed record ErrorBody(string ErrorMessage, string ErrorType);

    [JsonSerializable(typeof(StatusBody))]
    [JsonSerializable(typeof(ErrorBody))]
    [JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
    private sealed partial class Bodies : JsonSerializerContext;
}
