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
            "--Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.Retry-After=context.authorizer.retryAfter",
            "--Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.X-Team='payments'",
            "--Gateway:Responses:DEFAULT_4XX:ResponseTemplates:application/json={\"type\":\"$context.error.responseType\",\"text\":$context.error.messageString}");
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

    // What a client sees of its quota on a call that went through, and on one that did not.
    [Fact]
    public async Task Get_QuotaInTheContext_CanBeShownInHeaders()
    {
        await using var gateway = await RunningGateway.StartAsync(
            "--Gateway:Routes:0:Path=/blog",
            "--Gateway:Routes:0:ResponseParameters:method.response.header.RateLimit=context.authorizer.rateLimit",
            "--Gateway:Routes:0:ResponseParameters:method.response.header.X-Fixed='yes'",
            "--Gateway:Responses:ACCESS_DENIED:ResponseParameters:gatewayresponse.header.RateLimit=context.authorizer.rateLimit");
        const string context = """ "context":{"rateLimit":"daily;r=38;t=60"} """;

        using var allowed = await gateway.GetAsync(
            "/Dev/blog", $$"""answer:{"principalId":"a","policyDocument":{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}]},{{context}} }""");
        using var denied = await gateway.GetAsync("/Dev/blog", $$"""answer:{"principalId":"a","policyDocument":{"Statement":[]},{{context}} }""");

        Assert.Equal((HttpStatusCode.OK, "daily;r=38;t=60", "yes"), (allowed.StatusCode, allowed.Header("RateLimit"), allowed.Header("X-Fixed")));
        Assert.Equal((HttpStatusCode.Forbidden, "daily;r=38;t=60"), (denied.StatusCode, denied.Header("RateLimit")));
    }

    [Fact]
    public async Task Options_WithCorsOff_IsAMethodLikeAnyOther()
    {
        await using var gateway = await RunningGateway.StartAsync(
            "--Gateway:Cors:AllowOrigin=",
            "--Gateway:Routes:0:Path=/blog",
            "--Gateway:Routes:1:Path=/blog", "--Gateway:Routes:1:Method=OPTIONS", "--Gateway:Routes:1:AuthorizationType=NONE",
            "--Gateway:Routes:1:ResponseParameters:method.response.header.Access-Control-Allow-Origin='https://app.example.com'");
        using var preflight = await gateway.SendAsync(HttpMethod.Options, "/Dev/blog", token: null);
        using var refused = await gateway.GetAsync("/Dev/blog", null);

        Assert.Equal("https://app.example.com", preflight.Header("Access-Control-Allow-Origin"));
        Assert.Equal(HttpStatusCode.OK, preflight.StatusCode);
        Assert.Null(refused.Header("Access-Control-Allow-Origin"));
    }

    [Theory]
    [InlineData("--Gateway:ProtocolType=HTTP", "--Gateway:Authorizer:Type=TOKEN", "Gateway:Authorizer:Type can be TOKEN in a REST API only")]
    [InlineData("--Gateway:Authorizer:IdentitySource=$request.header.A", "", "Gateway:Authorizer:IdentitySource '$request.header.A' is not like method.request.header.Authorization")]
    [InlineData("--Gateway:Stage=$default", "", "Gateway:Stage can be $default in an HTTP API only")]
    [InlineData("--Gateway:Responses:ACCESS_DENIED:ResponseParameters:Retry-After=1", "", "ResponseParameters:Retry-After is not like gatewayresponse.header.NAME")]
    [InlineData("--Gateway:Responses:ACCESS_DENIED:ResponseTemplates:text/html=x", "", "ResponseTemplates:text/html is another content type than application/json")]
    [InlineData("--Gateway:Routes:0:Path=/a", "--Gateway:Routes:0:ResponseParameters:overwrite.header.A=b", "is not like method.response.header.NAME")]
    public async Task Start_SettingsThatDoNotFit_AreOneLine(string one, string other, string fault)
    {
        var wrong = await Assert.ThrowsAnyAsync<Exception>(() => RunningGateway.StartAsync(one, other));

        Assert.Contains(fault, Tollgate.Local.ApiGateway.Starting.StartFailure.Explain(wrong), StringComparison.Ordinal);
    }

    // A stand-in that did not cache by default would hide the mistake of leaving the setting out.
    [Fact]
    public async Task Get_NothingConfigured_CachesAsApiGatewayDoes()
    {
        await using var gateway = await RunningGateway.StartAsSaidAsync("--Lambda:Concurrency=1");
        for (var n = 0; n < 3; n++)
            Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync("/Dev/blog", "allow")).StatusCode);

        Assert.Equal("2", await gateway.AskAsync("count"));
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
