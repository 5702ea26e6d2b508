using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Serialization;
using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Answers;

/// <summary>A decision as an IAM policy for one method, with context.</summary>
/// <param name="UsageIdentifierKey">The API key whose usage plan counts the call; only with an allow, and only where one is configured.</param>
public sealed record PolicyAnswer(string PrincipalId, PolicyDocument PolicyDocument, AnswerContext Context, string? UsageIdentifierKey)
{
    private const string Unknown = "unknown";

    public static PolicyAnswer For(Decision decision, MethodArn arn, string? usageIdentifierKey = null) => decision switch
    {
        Decision.Allowed allowed => new(ContextText.Escape(allowed.Principal), Allow(arn), AnswerContext.Of(allowed), usageIdentifierKey),
        Decision.Denied { Principal: { Length: > 0 } principal } denied => new(ContextText.Escape(principal), Deny(arn), AnswerContext.Of(denied), null),
        Decision.Denied or Decision.Unavailable => new(Unknown, Deny(arn), AnswerContext.Of(decision), null),
        _ => throw new UnreachableException($"No policy says {decision.GetType().Name}."),
    };

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, AnswerJson.Default.PolicyAnswer);

    private static PolicyDocument Allow(MethodArn arn) =>
        arn.IsNameable ? PolicyDocument.Of("Allow", arn.Resource) : throw new UnreachableException("Nothing is allowed by an ARN that names more than it.");

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
