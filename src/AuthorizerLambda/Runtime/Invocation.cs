using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Runtime;

/// <summary>One event that Lambda handed out.</summary>
/// <param name="RequestId">Lambda's own id of this invocation; a retry of Lambda's keeps it.</param>
/// <param name="Deadline">When Lambda kills the function; null where the runtime did not say.</param>
public sealed record Invocation(string RequestId, DateTimeOffset? Deadline, ReadOnlyMemory<byte> Event)
{
    /// <summary>The invocation's X-Ray trace header, as Lambda sent it.</summary>
    public string? TraceId { get; init; }
}

/// <summary>What becomes of an invocation: an answer or an error.</summary>
public abstract record InvocationResult;

public sealed record InvocationAnswer(ReadOnlyMemory<byte> Json) : InvocationResult;

public sealed record InvocationError(string Type, string Message) : InvocationResult
{
    /// <summary>The one message that API Gateway turns into a 401. Exactly this text: any other is a 500.</summary>
    public static InvocationError Unauthorized { get; } = new("Tollgate.Unauthorized", "Unauthorized");

    public byte[] ToJson() => JsonSerializer.SerializeToUtf8Bytes(new WireError(Message, Type, []), RuntimeJson.Default.WireError);
}
