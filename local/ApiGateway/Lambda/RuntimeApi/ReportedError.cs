using System.Text.Json;

namespace Tollgate.Local.ApiGateway.Lambda.RuntimeApi;

/// <summary>Reads what a runtime posts to <c>error</c>. A body of another shape is still an error of the function, only without a message.</summary>
public static class ReportedError
{
    public const string TypeHeader = "Lambda-Runtime-Function-Error-Type";

    public static InvocationFailed Parse(IHeaderDictionary headers, byte[]? body)
    {
        var fallback = headers[TypeHeader] is [{ Length: > 0 } type, ..] ? type : "Runtime.Unknown";
        try
        {
            using var json = JsonDocument.Parse(body ?? []);
            return json.RootElement.ValueKind == JsonValueKind.Object
                ? new(Text(json.RootElement, "errorType") ?? fallback, Text(json.RootElement, "errorMessage") ?? "")
                : new(fallback, "");
        }
        catch (JsonException)
        {
            return new(fallback, "");
        }
    }

    private static string? Text(JsonElement error, string name) =>
        error.TryGetProperty(name, out var value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;
}
