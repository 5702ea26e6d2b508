using System.Net;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Http;

/// <summary>An HTTP API: both payload formats, both forms of answer, and the gateway's own answers to all of them.</summary>
public sealed class HttpApiTests
{
    private const string Http = "--Gateway:ProtocolType=HTTP";
    private const string DefaultStage = "--Gateway:Stage=$default";
    private const string Format1 = "--Gateway:Authorizer:AuthorizerPayloadFormatVersion=1.0";
    private const string Simple = "--Gateway:Authorizer:EnableSimpleResponses=true";
    private const string Said = "--Gateway:Routes:0:ResponseParameters:overwrite.header.X-Said=$context.authorizer.errorMessage";
    private const string Blog = "--Gateway:Routes:0:Path=/blog";

    private const string Unauthorized = """{"message":"Unauthorized"}""";
    private const string Forbidden = """{"message":"Forbidden"}""";
    private const string Broken = """{"message":"Internal Server Error"}""";

    [Theory]
    [InlineData(null, 401, Unauthorized)]
    [InlineData("", 401, Unauthorized)]
    [InlineData("error:Unauthorized", 401, Unauthorized)]
    [InlineData("allow", 200, """{"statusCode":200,"message":"Hello from API Gateway!"}""")]
    [InlineData("allow-other", 403, Forbidden)]
    [InlineData("deny:no", 403, Forbidden)]
    [InlineData("error:unauthorized", 500, Broken)]
    [InlineData("crash", 500, Broken)]
    [InlineData("simple:true", 500, Broken)]
    [InlineData("answer:null", 500, Broken)]
    [InlineData("answer:not json", 500, Broken)]
    public async Task Get_WithPolicies_AnswersAsTheGatewayDoes(string? token, int status, string body)
    {
        foreach (var settings in new[] { new[] { Http }, [Http, Format1] })
        {
            await using var gateway = await RunningGateway.StartAsync(settings);
            await AssertAnswerAsync(gateway, token, status, body);
        }
    }

    [Theory]
    [InlineData("simple:true", 200, """{"statusCode":200,"message":"Hello from API Gateway!"}""")]
    [InlineData("simple:false", 403, Forbidden)]
    [InlineData("error:Unauthorized", 401, Unauthorized)]
    [InlineData("allow", 500, Broken)]
    [InlineData("""answer:{"isAuthorized":"true"}""", 500, Broken)]
    [InlineData("""answer:{"isauthorized":true}""", 500, Broken)]
    [InlineData("""answer:{"isAuthorized":true,"context":{"a":["b"],"c":{"d":1}}}""", 200, """{"statusCode":200,"message":"Hello from API Gateway!"}""")]
    public async Task Get_WithSimpleAnswers_AnswersAsTheGatewayDoes(string token, int status, string body)
    {
        await using var gateway = await RunningGateway.StartAsync(Http, Simple);
        await AssertAnswerAsync(gateway, token, status, body);
    }

    [Fact]
    public async Task Get_AnswerLargerThan8KB_Is500()
    {
        await using var gateway = await RunningGateway.StartAsync(Http, Simple);
        await AssertAnswerAsync(gateway, $$"""answer:{"isAuthorized":true,"context":{"a":"{{new string('x', 8200)}}"} }""", 500, Broken);
    }

    [Fact]
    public async Task Get_NoAnswerInTime_Is500()
    {
        await using var gateway = await RunningGateway.StartAsync(Http, "--Gateway:Authorizer:TimeoutMs=1000");
        await AssertAnswerAsync(gateway, "hang", 500, Broken);
    }

    [Theory]
    [InlineData("2.0", "routeArn")]
    [InlineData("1.0", "methodArn")]
    public async Task Get_Event_IsOfTheConfiguredFormat(string version, string arn)
    {
        await using var gateway = await RunningGateway.StartAsync(Http, $"--Gateway:Authorizer:AuthorizerPayloadFormatVersion={version}", Blog, Said);
        using var answer = await gateway.GetAsync("/Dev/blog", "allow-event");
        using var seen = JsonDocument.Parse(Convert.FromBase64String(answer.Header("X-Said")!));

        Assert.Equal(version, seen.RootElement.GetProperty("version").GetString());
        Assert.Equal("arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/blog", seen.RootElement.GetProperty(arn).GetString());
        Assert.Equal(answer.Header("Apigw-Requestid"), seen.RootElement.GetProperty("requestContext").GetProperty("requestId").GetString());
    }

    [Fact]
    public async Task Get_WithARequestIdOfItsOwn_IsNamedByTheGatewayAllTheSame()
    {
        await using var gateway = await RunningGateway.StartAsync(Http);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Dev/blog");
        request.Headers.TryAddWithoutValidation("x-amzn-RequestId", "chosen");

        using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.NotEqual("chosen", answer.Header("Apigw-Requestid"));
    }

    [Theory]
    [InlineData("/blog", 200)]
    [InlineData("/Dev/blog", 404)]
    [InlineData("/", 404)]
    public async Task Get_DefaultStage_IsNoPartOfThePath(string path, int status)
    {
        await using var gateway = await RunningGateway.StartAsync(Http, DefaultStage);
        using var answer = await gateway.GetAsync(path, "allow");

        Assert.Equal(status, (int)answer.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/Dev/nope", 404)]
    [InlineData("POST", "/Dev/blog", 404)]
    [InlineData("GET", "/Prod/blog", 404)]
    public async Task Send_NoSuchRoute_IsNotFound(string method, string path, int status)
    {
        await using var gateway = await RunningGateway.StartAsync(Http);
        using var answer = await gateway.SendAsync(new(method), path, "allow");

        Assert.Equal(status, (int)answer.StatusCode);
        Assert.Equal("""{"message":"Not Found"}""", await answer.TextAsync());
    }

    [Fact]
    public async Task Get_OpenRoute_NeedsNoToken()
    {
        await using var gateway = await RunningGateway.StartAsync(Http, "--Gateway:Routes:0:Path=$default", "--Gateway:Routes:0:Method=ANY", "--Gateway:Routes:0:AuthorizationType=NONE");
        using var answer = await gateway.GetAsync("/Dev/anything", null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Options_WithCorsOn_IsAPreflightWithoutAuthorization()
    {
        await using var gateway = await RunningGateway.StartAsync(Http, "--Gateway:Cors:ExposeHeaders=RateLimit");
        using var preflight = await gateway.SendAsync(HttpMethod.Options, "/Dev/blog", token: null);
        using var refused = await gateway.GetAsync("/Dev/blog", null);

        Assert.Equal(HttpStatusCode.NoContent, preflight.StatusCode);
        Assert.Equal("GET,OPTIONS", preflight.Header("Access-Control-Allow-Methods"));
        Assert.Equal("*", refused.Header("Access-Control-Allow-Origin"));
        Assert.Equal("RateLimit", refused.Header("Access-Control-Expose-Headers"));
    }

    // One simple allow covers every route, unless the route is part of the identity.
    [Theory]
    [InlineData("$request.header.Authorization", "1")]
    [InlineData("$request.header.Authorization,$context.routeKey", "2")]
    public async Task Get_CachedSimpleAnswer_CoversOtherRoutes(string source, string invocations)
    {
        await using var gateway = await RunningGateway.StartAsync(
            Http, Simple, "--Lambda:Concurrency=1", "--Gateway:Authorizer:AuthorizerResultTtlInSeconds=300", $"--Gateway:Authorizer:IdentitySource={source}",
            Blog, Said, "--Gateway:Routes:1:Path=/admin", Said.Replace(":0:", ":1:", StringComparison.Ordinal));
        Assert.Equal("1", (await gateway.GetAsync("/Dev/blog", "simple-count")).Header("X-Said"));

        using var answer = await gateway.GetAsync("/Dev/admin", "simple-count");

        Assert.Equal(invocations, answer.Header("X-Said"));
    }

    private static async Task AssertAnswerAsync(RunningGateway gateway, string? token, int status, string body)
    {
        using var answer = await gateway.GetAsync("/Dev/blog", token);
        Assert.Equal((status, body), ((int)answer.StatusCode, await answer.TextAsync()));
    }
}
