using System.Net;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

public sealed class ConfiguredRestApiTests
{
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
