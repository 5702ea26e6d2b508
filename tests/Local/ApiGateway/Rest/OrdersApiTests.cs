using System.Net;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

public sealed class OrdersApiTests(OrdersGateway fixture) : IClassFixture<OrdersGateway>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task Post_ConfiguredRoute_AnswersItsMock()
    {
        using var answer = await Gateway.SendAsync(HttpMethod.Post, "/Prod/orders/7", "allow");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("""{"ok":true}""", await answer.TextAsync());
        Assert.Equal("http://localhost:5173", answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Get_RoutesConfigured_ReplaceTheDefaultRoute()
    {
        using var answer = await Gateway.GetAsync("/Prod/blog", "allow");

        Assert.Equal("MissingAuthenticationTokenException", answer.Header("x-amzn-ErrorType"));
        Assert.Equal("POST,GET,OPTIONS", answer.Header("Access-Control-Allow-Methods"));
    }

    [Theory]
    [InlineData("/Prod/orders/7", "GET/orders/7")]
    [InlineData("/Prod/orders/7?units=3", "GET/orders/7")]
    [InlineData("/Prod/orders/a%2Fb%3F", "GET/orders/a%2Fb%3F")]
    [InlineData("/Prod/orders/*", "GET/orders/*")]
    [InlineData("/Prod/orders/..", "GET/orders/..")]
    [InlineData("http://gateway/Prod/orders/7", "GET/orders/7")]
    public async Task Get_MethodArn_CarriesThePathAsSent(string target, string expected)
    {
        var answer = await RawHttp.SendAsync(Gateway.Client.BaseAddress!, $"GET {target} HTTP/1.1", "Authorization: event");

        using var body = JsonDocument.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
        using var seen = JsonDocument.Parse(body.RootElement.GetProperty("message").GetBytesFromBase64());
        Assert.Equal($"arn:aws:execute-api:eu-central-1:999999999999:abc123/Prod/{expected}", seen.RootElement.GetProperty("methodArn").GetString());
    }

    [Fact]
    public async Task Get_PathTooLongForAnArn_Answers414()
    {
        using var answer = await Gateway.GetAsync("/Prod/orders/" + new string('7', 1600), "allow");

        Assert.Equal(HttpStatusCode.RequestUriTooLong, answer.StatusCode);
        Assert.Equal("http://localhost:5173", answer.Header("Access-Control-Allow-Origin"));
    }
}
