using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Policies;

/// <summary>A decision in the form that REST APIs require: an IAM policy for one method, with context.</summary>
public sealed record PolicyAnswer(string PrincipalId, PolicyDocument PolicyDocument, PolicyContext Context)
{
    private const string Unknown = "unknown";

    public static PolicyAnswer For(Decision decision, MethodArn arn) => decision switch
    {
        Decision.Allowed allowed => new(allowed.Principal, Allow(arn), PolicyContext.Of(allowed)),
        Decision.Denied denied => new(denied.Principal is { Length: > 0 } name ? name : Unknown, Deny(arn), PolicyContext.Of(denied)),
        Decision.Unavailable => new(Unknown, Deny(arn), PolicyContext.Unavailable()),
        _ => throw new UnreachableException($"No policy says {decision.GetType().Name}."),
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, PolicyJson.Default.PolicyAnswer);

    private static PolicyDocument Allow(MethodArn arn) =>
        arn.IsPattern ? throw new UnreachableException("A pattern is never allowed.") : PolicyDocument.Of("Allow", arn.Resource);

    private static PolicyDocument Deny(MethodArn arn) => PolicyDocument.Of("Deny", arn.Resource);
}

public sealed record PolicyDocument(
    [property: JsonPropertyName("Version")] string Version,
    [property: JsonPropertyName("Statement")] IReadOnlyList<PolicyStatement> Statement)
{
    public static PolicyDocument Of(string effect, string resource) =>
        new("2012-10-17", [new PolicyStatement("execute-api:Invoke", effect, [resource])]);
}

public sealed record PolicyStatement(
    [property: JsonPropertyName("Action")] string Action,
    [property: JsonPropertyName("Effect")] string Effect,
    [property: JsonPropertyName("Resource")] IReadOnlyList<string> Resource);

[JsonSourceGenerationOptions(
    PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(PolicyAnswer))]
internal sealed partial class PolicyJson : JsonSerializerContext;
