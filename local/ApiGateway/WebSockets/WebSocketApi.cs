using System.Net.WebSockets;
using Microsoft.Extensions.Options;
using Tollgate.Local.ApiGateway.Authorizers;
using Tollgate.Local.ApiGateway.Calls;

namespace Tollgate.Local.ApiGateway.WebSockets;

/// <summary>A WebSocket API's <c>$connect</c>: stage, authorizer, handshake. What is said on the connection is not authorized, and goes nowhere.</summary>
public sealed class WebSocketApi(IOptions<GatewayOptions> gateway, IOptions<AwsOptions> aws, LambdaAuthorizer authorizer) : IApi
{
    public async Task AnswerAsync(HttpContext http, ApiCall call)
    {
        if (RequestLimits.Exceeded(http))
            await PlainAnswer.WriteAsync(http, 431, "Request Header Fields Too Large");
        else if (call.Stage != gateway.Value.Stage || call.Path != "/" || !http.WebSockets.IsWebSocketRequest)
            await PlainAnswer.WriteAsync(http, 403, "Forbidden");
        else
            await AuthorizeAsync(http, call);
    }

    public Task AnswerFaultAsync(HttpContext http, ApiCall call) => PlainAnswer.WriteAsync(http, 500, "Internal server error");

    private async Task AuthorizeAsync(HttpContext http, ApiCall call) =>
        await (await authorizer.AuthorizeAsync(call, MethodArn.ForConnect(aws.Value, gateway.Value)) switch
        {
            AuthorizerAllowed => StayConnectedAsync(http),
            AuthorizerDenied => PlainAnswer.WriteAsync(http, 403, "Forbidden"),
            AuthorizerUnauthorized => PlainAnswer.WriteAsync(http, 401, "Unauthorized"),
            _ => PlainAnswer.WriteAsync(http, 500, "Internal server error"),
        });

    private static async Task StayConnectedAsync(HttpContext http)
    {
        using var socket = await http.WebSockets.AcceptWebSocketAsync();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, http.RequestAborted) is not { MessageType: WebSocketMessageType.Close })
            {
            }

            await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, http.RequestAborted);
        }
        catch (Exception e) when (e is WebSocketException or OperationCanceledException)
        {
            // The client went without a goodbye.
        }
    }
}
