using System.Text.Json;
using static OpenIddict.Abstractions.OpenIddictConstants;

namespace Tollgate.Local.Identity.Cognito.JsonApi;

/// <summary>Answers in the JSON 1.1 protocol of AWS: a refusal is 400 and names an exception.</summary>
internal static class ApiAnswers
{
    private const string MediaType = "application/x-amz-json-1.1";

    /// <summary>OAuth's refusal in Cognito's words.</summary>
    public static Task RefuseAsync(HttpContext http, JsonElement oauth)
    {
        var error = oauth.ValueKind == JsonValueKind.Object && oauth.TryGetProperty(Parameters.Error, out var code) ? code.GetString() : null;
        var description = error is not null && oauth.TryGetProperty(Parameters.ErrorDescription, out var text) ? text.GetString()! : "The request was refused.";
        return RefuseAsync(http, error switch
        {
            Errors.InvalidGrant => "NotAuthorizedException",
            Errors.InvalidClient => "ResourceNotFoundException",
            Errors.UnsupportedTokenType => "UnsupportedTokenTypeException",
            _ => "InvalidParameterException",
        }, description);
    }

    public static Task RefuseAsync(HttpContext http, string exception, string message)
    {
        http.Response.StatusCode = StatusCodes.Status400BadRequest;
        http.Response.Headers["x-amzn-ErrorType"] = exception;
        return WriteAsync(http, new Dictionary<string, string> { ["__type"] = exception, ["message"] = message });
    }

    public static Task WriteAsync(HttpContext http, object body)
    {
        http.Response.ContentType = MediaType;
        http.Response.Headers.CacheControl = "no-store";
        return http.Response.Body.WriteAsync(JsonSerializer.SerializeToUtf8Bytes(body), http.RequestAborted).AsTask();
    }
}
