namespace Tollgate.AuthorizerLambda.Events;

/// <summary>What kind of authorizer asks. The event itself tells; the shape decides which answers API Gateway understands.</summary>
public enum EventShape
{
    /// <summary>A REST API's TOKEN authorizer: a header value and an ARN, nothing else.</summary>
    Token,

    /// <summary>A REST API's REQUEST authorizer, or an HTTP API's with payload format 1.0: both say the same.</summary>
    Request,

    /// <summary>An HTTP API's authorizer with payload format 2.0.</summary>
    HttpApi,

    /// <summary>The <c>$connect</c> route of a WebSocket API. Messages on the connection are not authorized.</summary>
    WebSocketConnect,
}
