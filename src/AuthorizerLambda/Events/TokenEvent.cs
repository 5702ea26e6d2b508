using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Tollgate.AuthorizerLambda.Events;

/// <summary>The event of a REST API's TOKEN authorizer: a header value and the method that is called, nothing else.</summary>
/// <param name="AuthorizationToken">The header as the caller sent it.</param>
public sealed record TokenEvent(string? AuthorizationToken, MethodArn MethodArn)
{
    public static bool TryParse(ReadOnlySpan<byte> json, [NotNullWhen(true)] out TokenEvent? parsed)
    {
        parsed = null;
        try
        {
            var wire = JsonSerializer.Deserialize(json, EventJson.Default.WireTokenEvent);
            if (wire is { Type: "TOKEN", MethodArn: { } text } && MethodArn.TryParse(text, out var arn))
                parsed = new TokenEvent(wire.AuthorizationToken, arn);
        }
        catch (JsonException)
        {
            // Not JSON, a member twice, or a member of another type: not an event that API Gateway sends.
        }

        return parsed is not null;
    }
}

internal sealed record WireTokenEvent(string? Type, string? AuthorizationToken, string? MethodArn);

[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, AllowDuplicateProperties = false)]
[JsonSerializable(typeof(WireTokenEvent))]
internal sealed partial class EventJson : JsonSerializerContext;
