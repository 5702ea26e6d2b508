using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.Local.ApiGateway.Authorizers;

/// <summary>The event of a TOKEN authorizer: these three members and no others.</summary>
public sealed record TokenEvent(string Type, string AuthorizationToken, string MethodArn)
{
    public static ReadOnlyMemory<byte> Write(string headerValue, string methodArn) =>
        JsonSerializer.SerializeToUtf8Bytes(new TokenEvent("TOKEN", headerValue, methodArn), TokenEventJson.Verbatim.TokenEvent);
}

[JsonSerializable(typeof(TokenEvent))]
internal sealed partial class TokenEventJson : JsonSerializerContext
{
    // Without it '+' and non-ASCII characters would travel as \u escapes: the same JSON, but not what API Gateway sends.
    public static TokenEventJson Verbatim { get; } =
        new(new JsonSerializerOptions { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping });
}
