using System.Net;
using System.Text.Json;
using Tollgate.Local.ApiGateway.Tests.Fixtures;

namespace Tollgate.Local.ApiGateway.Tests.Rest;

/// <summary>A REST API with a REQUEST authorizer, and what its identity sources do with and without caching.</summary>
public sealed class RequestAuthorizerTests
{
    private const string Request = "--Gateway:Authorizer:Type=REQUEST";
    private const string TwoSources = "--Gateway:Authorizer:IdentitySource=method.request.header.Authorization,method.request.querystring.tenant";
    private const string Cached = "--Gateway:Authorizer:AuthorizerResultTtlInSeconds=300";

    [Fact]
    public async Task Get_Event_ShowsTheRequest()
    {
        await using var gateway = await RunningGateway.StartAsync(Request);
        using var seen = JsonDocument.Parse(await gateway.AskAsync("event", "/Dev/blog?q=1"));

        Assert.Equal("REQUEST", seen.RootElement.GetProperty("type").GetString());
        Assert.Equal("/blog", seen.RootElement.GetProperty("path").GetString());
        Assert.Equal("event", seen.RootElement.GetProperty("headers").GetProperty("Authorization").GetString());
        Assert.Equal("1", seen.RootElement.GetProperty("queryStringParameters").GetProperty("q").GetString());
    }

    [Theory]
    [InlineData("allow", HttpStatusCode.OK)]
    [InlineData("deny:no", HttpStatusCode.Forbidden)]
    [InlineData("error:Unauthorized", HttpStatusCode.Unauthorized)]
    [InlineData("error:broken", HttpStatusCode.InternalServerError)]
    [InlineData("simple:true", HttpStatusCode.InternalServerError)]
    public async Task Get_EveryAnswer_IsTheOneOfARestApi(string token, HttpStatusCode status)
    {
        await using var gateway = await RunningGateway.StartAsync(Request);
        using var answer = await gateway.GetAsync("/Dev/blog", token);

        Assert.Equal(status, answer.StatusCode);
    }

    // As documented: "when caching is disabled, API Gateway does not perform any validation before invoking".
    [Fact]
    public async Task Get_SourceMissing_WithoutCaching_IsTheAuthorizersToJudge()
    {
        await using var gateway = await RunningGateway.StartAsync(Request, TwoSources);
        using var answer = await gateway.GetAsync("/Dev/blog", "allow");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Theory]
    [InlineData("/Dev/blog", "allow", HttpStatusCode.Unauthorized)]
    [InlineData("/Dev/blog?tenant=", "allow", HttpStatusCode.Unauthorized)]
    [InlineData("/Dev/blog?Tenant=1", "allow", HttpStatusCode.Unauthorized)]
    [InlineData("/Dev/blog?tenant=1", null, HttpStatusCode.Unauthorized)]
    [InlineData("/Dev/blog?tenant=1", "allow", HttpStatusCode.OK)]
    public async Task Get_SourceMissing_WithCaching_Is401(string path, string? token, HttpStatusCode status)
    {
        await using var gateway = await RunningGateway.StartAsync(Request, TwoSources, Cached);
        using var answer = await gateway.GetAsync(path, token);

        Assert.Equal(status, answer.StatusCode);
    }

    [Fact]
    public async Task Get_WithCaching_EverySourceIsPartOfTheKey()
    {
        await using var gateway = await RunningGateway.StartAsync(Request, TwoSources, Cached, "--Lambda:Concurrency=1");
        foreach (var tenant in new[] { "1", "1", "2", "2", "1" })
            Assert.Equal(HttpStatusCode.OK, (await gateway.GetAsync($"/Dev/blog?tenant={tenant}", "allow")).StatusCode);

        Assert.Equal("3", await gateway.AskAsync("count", "/Dev/blog?tenant=1"));
    }

    // The documented hole: a caller can choose requestId, but not extendedRequestId.
    [Fact]
    public async Task Get_WithARequestIdOfItsOwn_NamesTheCallForThoseWhoTrustIt()
    {
        await using var gateway = await RunningGateway.StartAsync(Request);
        using var request = new HttpRequestMessage(HttpMethod.Get, "/Dev/blog");
        request.Headers.TryAddWithoutValidation("Authorization", "event");
        request.Headers.TryAddWithoutValidation("x-amzn-RequestId", "chosen");

        using var answer = await gateway.Client.SendAsync(request, TestContext.Current.CancellationToken);

        var context = JsonDocument.Parse((await answer.JsonAsync()).GetProperty("message").GetBytesFromBase64()).RootElement.GetProperty("requestContext");
        Assert.Equal("chosen", context.GetProperty("requestId").GetString());
        Assert.Equal("chosen", answer.Header("x-amzn-RequestId"));
        Assert.Equal(answer.Header("x-amz-apigw-id"), context.GetProperty("extendedRequestId").GetString());
        Assert.NotEqual("chosen", answer.Header("x-amz-apigw-id"));
    }
}
