using System.Text.Json;
using Tollgate.Local.Identity.Cognito.OAuth;

namespace Tollgate.Local.Identity.Cognito.JsonApi;

/// <summary>
/// What SDKs ask of the service itself, one path and the operation in a header. Each operation is the token or revocation endpoint in other
/// words, so the request is put into theirs, and their answer into Cognito's.
/// </summary>
internal static class ApiEndpoint
{
    private const string Target = "X-Amz-Target";
    private const string Service = "AWSCognitoIdentityProviderService.";

    public static void UseJsonApi(this WebApplication app) => app.Use(static (http, next) =>
        http.Request is { Method: "POST", Path.Value: Paths.Api } && http.Request.Headers.TryGetValue(Target, out var target)
            ? AnswerAsync(http, target.ToString(), next)
            : next(http));

    private static async Task AnswerAsync(HttpContext http, string target, RequestDelegate next)
    {
        if (!target.StartsWith(Service, StringComparison.Ordinal) || ApiOperation.Find(target[Service.Length..]) is not { } operation)
        {
            await ApiAnswers.RefuseAsync(http, "UnknownOperationException", "The operation is not known here.");
            return;
        }

        if (await ReadAsync(http) is not { } body)
        {
            await ApiAnswers.RefuseAsync(http, "SerializationException", "The body is not a JSON object.");
            return;
        }

        var answer = await AskAsync(http, operation, body, next);
        await operation.AnswerAsync(http, answer);
    }

    private static async Task<JsonElement?> ReadAsync(HttpContext http)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync<JsonElement>(http.Request.Body, cancellationToken: http.RequestAborted);
            return body.ValueKind == JsonValueKind.Object ? body : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    // Hands the request on as a form, and keeps the answer back.
    private static async Task<JsonElement> AskAsync(HttpContext http, ApiOperation operation, JsonElement body, RequestDelegate next)
    {
        using var form = new FormUrlEncodedContent(operation.ToForm(body));
        http.Request.Path = operation.Path;
        http.Request.ContentType = form.Headers.ContentType!.ToString();
        http.Request.Body = await form.ReadAsStreamAsync(http.RequestAborted);
        http.Request.ContentLength = form.Headers.ContentLength;

        var client = http.Response.Body;
        using var kept = new MemoryStream();
        http.Response.Body = kept;
        await next(http);
        http.Response.Body = client;
        http.Response.ContentLength = null;
        return kept.Length == 0 ? default : JsonSerializer.Deserialize<JsonElement>(kept.ToArray());
    }
}
