using System.Net;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

public sealed class ConfiguredRestApiTests
{
    private static readonly string[] Orders =
    [
        "--Gateway:Stage=Prod", "--Gateway:ApiId=abc123", "--Aws:Region=eu-central-1", "--Aws:AccountId=999999999999", "--Lambda:Concurrency=1",
        "--Gateway:Routes:0:Method=POST", "--Gateway:Routes:0:Path=/orders/{id}", "--Gateway:Routes:0:MockStatus=201", "--Gateway:Routes:0:MockBody={\"ok\":true}",
        "--Gateway:Routes:1:Path=/orders/{id}", "--Gateway:Cors:AllowOrigin=http://localhost:5173",
    ];

    [Fact]
    public async Task Post_ConfiguredRoute_AnswersItsMock()
    {
        await using var gateway = await RunningGateway.StartAsync(Orders);
        using var answer = await gateway.SendAsync(HttpMethod.Post, "/Prod/orders/7", "allow");
        using var blog = await gateway.GetAsync("/Prod/blog", "allow");

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        Assert.Equal("""{"ok":true}""", await answer.TextAsync());
        Assert.Equal("http://localhost:5173", answer.Header("Access-Control-Allow-Origin"));
        Assert.Equal("MissingAuthenticationTokenException", blog.Header("x-amzn-ErrorType"));
        Assert.Equal("POST,GET,OPTIONS", blog.Header("Access-Control-Allow-Methods"));
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
        await using var gateway = await RunningGateway.StartAsync(Orders);
        var answer = await RawHttp.SendAsync(gateway.Client.BaseAddress!, $"GET {target} HTTP/1.1", "Authorization: event");

        using var body = JsonDocument.Parse(answer[answer.IndexOf("\r\n\r\n", StringComparison.Ordinal)..]);
        using var seen = JsonDocument.Parse(body.RootElement.GetProperty("message").GetBytesFromBase64());
        Assert.Equal($"arn:aws:execute-api:eu-central-1:999999999999:abc123/Prod/{expected}", seen.RootElement.GetProperty("methodArn").GetString());
    }

    [Fact]
    public async Task Get_PathTooLongForAnArn_Answers414()
    {
        await using var gateway = await RunningGateway.StartAsync(Orders);
        using var answer = await gateway.GetAsync("/Prod/orders/" + new string('7', 1600), "allow");

        Assert.Equal(HttpStatusCode.RequestUriTooLong, answer.StatusCode);
        Assert.Equal("http://localhost:5173", answer.Header("Access-Control-Allow-Origin"));
    }

    [Fact]
    public async Task Get_ConfiguredResponses_ReplaceStatusBodyAndHeaders()
    {
        await using var gateway = await RunningGateway.StartAsync(
            "--Gateway:Responses:ACCESS_DENIED:StatusCode=429",
            "--Gateway:Responses:ACCESS_DENIED:Headers:Retry-After=context.authorizer.retryAfter",
            "--Gateway:Responses:ACCESS_DENIED:Headers:X-Team='payments'",
            "--Gateway:Responses:DEFAULT_4XX:Template={\"type\":\"$context.error.responseType\",\"text\":$context.error.messageString}");
        using var denied = await gateway.GetAsync(
            "/Dev/blog", """answer:{"principalId":"a","policyDocument":{"Statement":[]},"context":{"errorMessage":"enough","retryAfter":60}}""");
        using var unauthorized = await gateway.GetAsync("/Dev/blog", null);

        Assert.Equal(HttpStatusCode.TooManyRequests, denied.StatusCode);
        Assert.Equal("60", denied.Header("Retry-After"));
        Assert.Equal("payments", denied.Header("X-Team"));
        Assert.Equal("""{"message":"enough","reason":"","resetsAt":""}""", await denied.TextAsync());
        Assert.Equal(HttpStatusCode.Unauthorized, unauthorized.StatusCode);
        Assert.Equal("""{"type":"UNAUTHORIZED","text":"Unauthorized"}""", await unauthorized.TextAsync());
    }

    [Fact]
    public async Task Get_NoSandboxFreeInTime_AnswersAuthorizerFailure()
    {
        await using var gateway = await RunningGateway.StartAsync("--Lambda:Concurrency=1", "--Gateway:Authorizer:TimeoutMs=1000");
        using var answer = await gateway.GetAsync("/Dev/blog", "hang");

        Assert.Equal(HttpStatusCode.InternalServerError, answer.StatusCode);
        Assert.Equal("AuthorizerFailureException", answer.Header("x-amzn-ErrorType"));
        Assert.Equal("""{"message":null}""", await answer.TextAsync());
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
    }
}
