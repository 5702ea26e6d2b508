namespace Tollgate.AuthorizerLambda.Events;

/// <summary>One call that wants to pass, whatever the shape of the event that tells of it.</summary>
/// <param name="Arn">What a policy about this call names.</param>
/// <param name="Method">The HTTP method; <c>CONNECT</c> for a WebSocket.</param>
/// <param name="Path">As the caller sent it, with its leading slash and without the stage; <c>/$connect</c> for a WebSocket.</param>
public sealed record AuthorizerEvent(EventShape Shape, MethodArn Arn, string Method, string Path)
{
    /// <summary>The text that should hold the token, verbatim; null where there is none, or more than one.</summary>
    public string? Authorization { get; init; }

    /// <summary>API Gateway's own name for the call, which no caller can choose; null where the event has none.</summary>
    public string? RequestId { get; init; }
}
