using System.Net;
using System.Net.WebSockets;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.WebSockets;

/// <summary>Connecting to a WebSocket API, with a token in the header or in the query, as browsers must.</summary>
public sealed class WebSocketApiTests : IAsyncLifetime
{
    private const string Protocol = "--Gateway:ProtocolType=WEBSOCKET";

    private RunningGateway _gateway = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => _gateway = await RunningGateway.StartAsync(Protocol);

    public ValueTask DisposeAsync() => _gateway.DisposeAsync();

    [Fact]
    public async Task Connect_Allowed_StaysConnectedUntilTheClientGoes()
    {
        using var socket = await ConnectAsync(_gateway, "/Dev", "allow");

        await socket.SendAsync("hello"u8.ToArray(), WebSocketMessageType.Text, endOfMessage: true, Cancellation);
        await socket.CloseAsync(WebSocketCloseStatus.NormalClosure, null, Cancellation);

        Assert.Equal(WebSocketState.Closed, socket.State);
    }

    [Theory]
    [InlineData(null, HttpStatusCode.Unauthorized)]
    [InlineData("error:Unauthorized", HttpStatusCode.Unauthorized)]
    [InlineData("deny:no", HttpStatusCode.Forbidden)]
    [InlineData("allow-other", HttpStatusCode.Forbidden)]
    [InlineData("error:broken", HttpStatusCode.InternalServerError)]
    [InlineData("simple:true", HttpStatusCode.InternalServerError)]
    [InlineData("crash", HttpStatusCode.InternalServerError)]
    public async Task Connect_NotAllowed_IsRefusedInTheHandshake(string? token, HttpStatusCode status)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        if (token is not null)
            socket.Options.SetRequestHeader("Authorization", token);

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Url(_gateway, "/Dev"), Cancellation));

        Assert.Equal(status, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Connect_TokenInTheQuery_IsAnIdentitySourceLikeAnother()
    {
        await using var gateway = await RunningGateway.StartAsync(Protocol, "--Gateway:Authorizer:IdentitySource=route.request.querystring.token");
        using var socket = await ConnectAsync(gateway, "/Dev?token=allow", null);

        Assert.Equal(WebSocketState.Open, socket.State);
    }

    [Theory]
    [InlineData("/Prod")]
    [InlineData("/Dev/blog")]
    public async Task Connect_Elsewhere_IsForbidden(string path)
    {
        using var socket = new ClientWebSocket { Options = { CollectHttpResponseDetails = true } };
        socket.Options.SetRequestHeader("Authorization", "allow");

        await Assert.ThrowsAsync<WebSocketException>(() => socket.ConnectAsync(Url(_gateway, path), Cancellation));

        Assert.Equal(HttpStatusCode.Forbidden, socket.HttpStatusCode);
    }

    [Fact]
    public async Task Get_WithoutAHandshake_IsForbidden()
    {
        using var answer = await _gateway.GetAsync("/Dev", "allow");

        Assert.Equal(HttpStatusCode.Forbidden, answer.StatusCode);
    }

    private static async Task<ClientWebSocket> ConnectAsync(RunningGateway gateway, string path, string? token)
    {
        var socket = new ClientWebSocket();
        if (token is not null)
            socket.Options.SetRequestHeader("Authorization", token);
        await socket.ConnectAsync(Url(gateway, path), Cancellation);
        return socket;
    }

    private static Uri Url(RunningGateway gateway, string path) => new($"ws://{gateway.Client.BaseAddress!.Authority}{path}");
}
