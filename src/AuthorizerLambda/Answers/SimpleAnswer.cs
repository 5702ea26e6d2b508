using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Answers;

/// <summary>A decision as HTTP APIs take it with simple responses enabled.</summary>
public sealed record SimpleAnswer(bool IsAuthorized, AnswerContext Context)
{
    public static SimpleAnswer For(Decision decision) => new(decision is Decision.Allowed, AnswerContext.Of(decision));

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(this, AnswerJson.Default.SimpleAnswer);
}
