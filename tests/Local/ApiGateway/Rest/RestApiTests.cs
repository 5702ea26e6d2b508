using System.Net;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

/// <summary>Every answer of a REST API with default settings, each given by a real sandbox process.</summary>
public sealed class RestApiTests(DefaultGateway fixture) : IClassFixture<DefaultGateway>
{
    private RunningGateway Gateway => fixture.Gateway;

    [Fact]
    public async Task Get_Allowed_AnswersTheMock()
    {
        using var answer = await Gateway.GetAsync("/Dev/blog?page=2", "allow");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("""{"statusCode":200,"message":"Hello from API Gateway!"}""", await answer.TextAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.NotNull(answer.Header("x-amzn-RequestId"));
        Assert.Null(answer.Header("x-amzn-ErrorType"));
    }

    [Fact]
    public async Task Get_DeniedWithContext_Answers403FromTheContext()
    {
        using var answer = await Gateway.GetAsync("/Dev/blog", "deny:Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z");

        await AssertRefusedAsync(
            answer, HttpStatusCode.Forbidden, "AccessDeniedException",
            """{"message":"Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z","reason":"quota-exhausted","resetsAt":"2026-11-23T00:00:00Z"}""");
    }

    [Theory]
    [InlineData("deny-silent", "User is not authorized to access this resource with an explicit deny")]
    [InlineData("allow-other", "User is not authorized to access this resource")]
    [InlineData("""answer:{"principalId":"a","policyDocument":{"Statement":[]},"context":{"limit":3}}""", "User is not authorized to access this resource")]
    public async Task Get_DeniedWithoutMessage_AnswersTheDefaultMessage(string token, string message)
    {
        using var answer = await Gateway.GetAsync("/Dev/blog", token);

        await AssertRefusedAsync(answer, HttpStatusCode.Forbidden, "AccessDeniedException", $$"""{"message":"{{message}}","reason":"","resetsAt":""}""");
    }

    [Fact]
    public async Task Get_MessageWithQuotes_IsSubstitutedRaw()
    {
        using var answer = await Gateway.GetAsync("/Dev/blog", "deny:say \"no\"");

        Assert.StartsWith("""{"message":"say "no"","reason""", await answer.TextAsync(), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("error:Unauthorized")]
    [InlineData(null)]
    [InlineData("")]
    public async Task Get_Unauthorized_Answers401(string? token)
    {
        using var answer = await Gateway.GetAsync("/Dev/blog", token);

        await AssertRefusedAsync(answer, HttpStatusCode.Unauthorized, "UnauthorizedException", """{"message":"Unauthorized"}""");
    }

    [Theory]
    [InlineData("error:unauthorized")]
    [InlineData("error:Unauthorized.")]
    [InlineData("error:")]
    [InlineData("crash")]
    [InlineData("huge")]
    [InlineData("answer:not json")]
    [InlineData("""answer:{"policyDocument":{"Version":"2012-10-17","Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}]}}""")]
    [InlineData("""answer:{"principalId":"a","policyDocument":{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}]},"context":{"roles":["IT"]}}""")]
    [InlineData("""answer:{"principalId":"a","policyDocument":{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}]},"context":{"quota":{"used":1}}}""")]
    [InlineData("""answer:{"principalId":"a","policyDocument":{"Statement":[{"Action":"*","Effect":"Allow","Resource":"*"}]},"context":{"reason":null}}""")]
    public async Task Get_BrokenAuthorizer_Answers500WithoutAReason(string token)
    {
        using var answer = await Gateway.GetAsync("/Dev/blog", token);

        await AssertRefusedAsync(answer, HttpStatusCode.InternalServerError, "AuthorizerConfigurationException", """{"message":null}""");
    }

    [Theory]
    [InlineData("GET", "/Dev/nope")]
    [InlineData("GET", "/Dev/")]
    [InlineData("GET", "/Dev")]
    [InlineData("POST", "/Dev/blog")]
    [InlineData("OPTIONS", "/Dev/nope")]
    public async Task Send_UnknownRoute_AnswersMissingAuthenticationToken(string method, string path)
    {
        using var answer = await Gateway.SendAsync(new(method), path, "allow");

        await AssertRefusedAsync(answer, HttpStatusCode.Forbidden, "MissingAuthenticationTokenException", """{"message":"Missing Authentication Token"}""");
    }

    [Theory]
    [InlineData("/")]
    [InlineData("/blog")]
    [InlineData("/dev/blog")]
    [InlineData("/Prod/blog")]
    public async Task Get_OtherStage_AnswersForbidden(string path)
    {
        using var answer = await Gateway.GetAsync(path, "allow");

        await AssertRefusedAsync(answer, HttpStatusCode.Forbidden, "ForbiddenException", """{"message":"Forbidden"}""");
    }

    [Fact]
    public async Task Options_KnownPath_AnswersWithoutAuthorization()
    {
        using var answer = await Gateway.SendAsync(HttpMethod.Options, "/Dev/blog", token: null);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal("", await answer.TextAsync());
        AssertCors(answer);
    }

    [Fact]
    public async Task Get_Event_CarriesTheHeaderVerbatimAndTheRealPath()
    {
        using var seen = JsonDocument.Parse(await Gateway.AskAsync("event"));

        Assert.Equal(
            new Dictionary<string, string>
            {
                ["type"] = "TOKEN",
                ["authorizationToken"] = "event",
                ["methodArn"] = "arn:aws:execute-api:us-east-1:123456789012:tollgate01/Dev/GET/blog",
            },
            seen.RootElement.EnumerateObject().ToDictionary(member => member.Name, member => member.Value.GetString()!));
    }

    [Fact]
    public async Task Get_SameTokenTwice_InvokesTwice()
    {
        var first = await Gateway.AskAsync("headers");
        var second = await Gateway.AskAsync("headers");

        Assert.NotEqual(RequestId(first), RequestId(second));

        static string RequestId(string headers) => headers.Split('\n').Single(line => line.StartsWith("Lambda-Runtime-Aws-Request-Id: ", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Get_TwoAuthorizationHeaders_Answers401()
    {
        var answer = await RawHttp.SendAsync(Gateway.Client.BaseAddress!, "GET /Dev/blog HTTP/1.1", "Authorization: allow", "Authorization: allow");

        Assert.StartsWith("HTTP/1.1 401 ", answer, StringComparison.Ordinal);
        Assert.EndsWith("""{"message":"Unauthorized"}""", answer, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(9_000, HttpStatusCode.Forbidden)]
    [InlineData(10_300, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    [InlineData(30_000, HttpStatusCode.RequestHeaderFieldsTooLarge)]
    public async Task Get_LongHeaders_AreRefusedAbove10Kilobytes(int length, HttpStatusCode expected)
    {
        using var answer = await Gateway.GetAsync("/Dev/blog", "deny:" + new string('x', length));

        Assert.Equal(expected, answer.StatusCode);
        AssertCors(answer);
    }

    private static async Task AssertRefusedAsync(HttpResponseMessage answer, HttpStatusCode status, string errorType, string body)
    {
        Assert.Equal(status, answer.StatusCode);
        Assert.Equal(body, await answer.TextAsync());
        Assert.Equal("application/json", answer.Content.Headers.ContentType?.MediaType);
        Assert.Equal(errorType, answer.Header("x-amzn-ErrorType"));
        AssertCors(answer);
    }

    private static void AssertCors(HttpResponseMessage answer)
    {
        Assert.Equal("*", answer.Header("Access-Control-Allow-Origin"));
        Assert.Contains("Authorization", answer.Header("Access-Control-Allow-Headers"), StringComparison.Ordinal);
        Assert.Equal("GET,OPTIONS", answer.Header("Access-Control-Allow-Methods"));
    }
}
