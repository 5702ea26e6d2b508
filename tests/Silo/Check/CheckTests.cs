using System.Net;
using Tollgate.Tests.Tokens;

namespace Tollgate.Silo.Tests.Check;

/// <summary>What each kind of proxy sends, byte for byte, and what it needs to hear.</summary>
public sealed class CheckTests
{
    private static readonly (string, string) Loopback = ("Check:TrustedProxies:0", "127.0.0.0/8");

    private static readonly string[] ForwardedReports = ["X-Forwarded-Method: GET", "X-Forwarded-Uri: /reports"];

    [Fact]
    public async Task EnvoysRequestLine_Allowed_Is200WithoutBody_AndSaysWhoCalls()
    {
        await using var silo = await RunningSilo.StartAsync();

        var response = await CheckAsync(silo, "GET", "/v1/check/blog?page=2");

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.Equal(0, response.Content.Headers.ContentLength);
        Assert.Equal("alice@example.com", response.Header("X-Quota-Principal"));
        Assert.Equal("IT", response.Header("X-Quota-Roles"));
        Assert.NotEmpty(response.Header("X-Quota-Decision-Id"));
        Assert.Equal("no-store", response.Header("Cache-Control"));
        Assert.StartsWith("\"daily\";r=49;t=", response.Header("RateLimit"), StringComparison.Ordinal);
        Assert.Equal("\"daily\";q=50;w=86400", response.Header("RateLimit-Policy"));
        Assert.Equal(1, await silo.UsedAsync());
    }

    [Theory]
    [InlineData("DELETE", "/v1/check/blog")] // mapped for GET only
    [InlineData("GET", "/v1/check/reports")]
    [InlineData("GET", "/v1/check/")]
    [InlineData("OPTIONS", "/v1/check/blog")]
    public async Task EnvoysRequestLine_OfAnotherCall_Is403AndFree(string method, string target)
    {
        await using var silo = await RunningSilo.StartAsync();

        var response = await CheckAsync(silo, method, target, "Origin: https://app.example.com", "Access-Control-Request-Method: GET");

        await response.IsProblemAsync(HttpStatusCode.Forbidden, "role-not-allowed", "resource-unmapped");
        Assert.Equal("403", response.Header("X-Quota-Status"));
        Assert.Equal(0, await silo.UsedAsync());
    }

    [Fact]
    public async Task PreflightOfAnAllowedPage_IsNoYes()
    {
        await using var silo = await RunningSilo.StartAsync(50, ("Http:AllowedOrigins:0", "https://app.example.com"));

        using var request = new HttpRequestMessage(HttpMethod.Options, "/v1/check/blog");
        request.Headers.Add("Origin", "https://app.example.com");
        request.Headers.Add("Access-Control-Request-Method", "GET");
        var response = await silo.Http.SendAsync(request, TestContext.Current.CancellationToken);

        Assert.Equal(HttpStatusCode.Unauthorized, response.StatusCode);
    }

    [Fact]
    public async Task EnvoysRequestLine_IsNotChangedByHeaders()
    {
        await using var silo = await RunningSilo.StartAsync(50, Loopback);

        Assert.Equal(HttpStatusCode.Forbidden, (await CheckAsync(silo, "GET", "/v1/check/reports", "X-Original-Method: GET", "X-Original-URI: /blog")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await CheckAsync(silo, "GET", "/v1/check/", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /blog")).StatusCode);
    }

    [Theory]
    [InlineData("X-Original-Method: GET", "X-Original-URI: /blog?x=1")]
    [InlineData("X-Forwarded-Method: GET", "X-Forwarded-Uri: /blog?x=1")]
    [InlineData("X-Forwarded-Method: HEAD", "x-forwarded-uri: /blog")]
    public async Task ForwardedRequest_OfATrustedProxy_IsWhatIsChecked(params string[] headers)
    {
        await using var silo = await RunningSilo.StartAsync(50, Loopback);

        Assert.Equal(HttpStatusCode.OK, (await CheckAsync(silo, "GET", "/v1/check", headers)).StatusCode);
        Assert.Equal(1, await silo.UsedAsync());
    }

    [Fact]
    public async Task ForwardedRequest_OfAnybodyElse_IsNotBelieved()
    {
        await using var silo = await RunningSilo.StartAsync(50, ("Check:TrustedProxies:0", "10.0.0.0/8"), ("Check:TrustedProxies:1", "fd00::1"));

        var response = await CheckAsync(silo, "GET", "/v1/check", "X-Original-Method: GET", "X-Original-URI: /blog", "X-Forwarded-For: 10.0.0.1");

        await response.IsProblemAsync(HttpStatusCode.Forbidden, "untrusted-proxy");
        Assert.Equal(0, await silo.UsedAsync());
    }

    [Theory]
    [InlineData("X-Original-URI: /blog")]
    [InlineData("X-Original-Method: GET")]
    [InlineData("X-Original-Method: GET", "X-Original-URI: /blog", "X-Original-URI: /blog")]
    [InlineData("X-Original-Method: GET", "X-Original-URI: /blog", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /reports")]
    [InlineData("X-Original-Method: GET", "X-Original-URI: /blog", "X-Forwarded-Method: GET")]
    [InlineData("X-Original-Method: GET", "X-Original-URI: /blog", "X-Forwarded-Method: POST", "X-Forwarded-Uri: /blog")]
    [InlineData("Accept: */*")]
    public async Task ForwardedRequest_NamedByHalfOrInTwoWays_Is422(params string[] headers)
    {
        await using var silo = await RunningSilo.StartAsync(50, Loopback);

        await (await CheckAsync(silo, "GET", "/v1/check", headers)).IsProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-forwarded-request");
        Assert.Equal(0, await silo.UsedAsync());
    }

    [Theory]
    [InlineData("/v1/check//blog")]
    [InlineData("/v1/check/%2e%2e/blog")]
    [InlineData("/v1/check/a%2fb")]
    [InlineData("/v1/check/blog;x")]
    [InlineData("/v1/%63heck/blog")]
    [InlineData("/V1/CHECK/blog")]
    [InlineData("/v1/check/../../health/live")] // what answers 200 without a token
    [InlineData("/v1/check/../quota")]
    [InlineData("/v1/check/%2e%2e/%2e%2e/openapi/v1.json")]
    [InlineData("/v1/check/..")]
    [InlineData("/v1/checked")]
    public async Task PathWithTwoReadings_Is422(string target)
    {
        await using var silo = await RunningSilo.StartAsync();

        await (await CheckAsync(silo, "GET", target)).IsProblemAsync(HttpStatusCode.UnprocessableEntity, "invalid-path");
    }

    [Fact]
    public async Task QuotaDenial_Is429_AndA403WithItsStatusWhereTheProxyKnowsNoOther()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 0, Loopback);

        var plain = await CheckAsync(silo, "GET", "/v1/check", "X-Forwarded-Method: GET", "X-Forwarded-Uri: /blog");
        var nginx = await CheckAsync(silo, "GET", "/v1/check?deny=403", "X-Original-Method: GET", "X-Original-URI: /blog");
        var clientsQuery = await CheckAsync(silo, "GET", "/v1/check/blog?deny=403");

        await plain.IsProblemAsync(HttpStatusCode.TooManyRequests, "quota-exhausted");
        await nginx.IsProblemAsync(HttpStatusCode.Forbidden, "quota-exhausted");
        await clientsQuery.IsProblemAsync(HttpStatusCode.TooManyRequests, "quota-exhausted");
        foreach (var response in new[] { plain, nginx })
        {
            Assert.Equal("429", response.Header("X-Quota-Status"));
            Assert.Equal("quota-exhausted", response.Header("X-Quota-Deny-Reason"));
            Assert.Equal("43200", response.Header("Retry-After"));
            Assert.Equal("\"daily\";r=0;t=43200", response.Header("RateLimit"));
        }
    }

    [Fact]
    public async Task BadToken_Is401InEveryMode()
    {
        await using var silo = await RunningSilo.StartAsync(50, Loopback);

        foreach (var target in (string[])["/v1/check/blog", "/v1/check", "/v1/check?deny=403"])
        {
            var response = await silo.SendRawAsync(Request("GET", target, token: "x.y.z", "X-Original-Method: GET", "X-Original-URI: /blog"));
            await response.IsProblemAsync(HttpStatusCode.Unauthorized, "unauthenticated");
            Assert.Equal("Bearer realm=\"tollgate\", error=\"invalid_token\"", response.Header("WWW-Authenticate"));
        }
    }

    [Fact]
    public async Task StoreUnreadable_Is503InEveryMode_NeverAYes()
    {
        await using var silo = await RunningSilo.StartAsync(50, Loopback);
        silo.Store.FailReads = true;

        foreach (var target in (string[])["/v1/check/blog", "/v1/check?deny=403"])
            await (await CheckAsync(silo, "GET", target, ForwardedReports[0], "X-Forwarded-Uri: /blog")).IsProblemAsync(HttpStatusCode.ServiceUnavailable, "store-unavailable");
    }

    [Fact]
    public async Task ClientChosenIds_ChargeEveryTime()
    {
        await using var silo = await RunningSilo.StartAsync(limit: 100, Loopback);

        for (var i = 0; i < 100; i++)
            Assert.Equal(HttpStatusCode.OK, (await CheckAsync(silo, "GET", "/v1/check/blog?requestId=one", "X-Request-Id: one", "X-Amzn-Trace-Id: one", "Idempotency-Key: one")).StatusCode);

        Assert.Equal(100, await silo.UsedAsync());
        Assert.Equal(HttpStatusCode.TooManyRequests, (await CheckAsync(silo, "GET", "/v1/check/blog", "X-Request-Id: one")).StatusCode);
    }

    [Fact]
    public async Task BodyLength_OfTheCheckedRequest_IsNotOurs()
    {
        await using var silo = await RunningSilo.StartAsync();

        // A proxy that passes the header on, and not the body.
        using var request = new HttpRequestMessage(HttpMethod.Get, "/v1/check/blog") { Content = new ByteArrayContent(new byte[20_000]) };
        request.Headers.Authorization = new("Bearer", silo.Forge.Issue());

        Assert.Equal(HttpStatusCode.OK, (await silo.Http.SendAsync(request, TestContext.Current.CancellationToken)).StatusCode);
    }

    [Fact]
    public async Task PrincipalAndRoles_AreHeaderItemsWhateverTheySay()
    {
        await using var silo = await RunningSilo.StartAsync();

        var token = silo.Forge.Issue(new TokenSpec { Email = "müller,x@example.com", Departments = ["IT", "Käse 100%"] });
        var response = await silo.SendRawAsync(Request("GET", "/v1/check/blog", token));

        Assert.Equal("m%C3%BCller%2Cx@example.com", response.Header("X-Quota-Principal"));
        Assert.Equal("IT, K%C3%A4se%20100%25", response.Header("X-Quota-Roles"));
    }

    private static Task<HttpResponseMessage> CheckAsync(RunningSilo silo, string method, string target, params string[] headers) =>
        silo.SendRawAsync(Request(method, target, silo.Forge.Issue(), headers));

    private static HttpRequestMessage Request(string method, string target, string token, params string[] headers)
    {
        var request = new HttpRequestMessage(new HttpMethod(method), new Uri(target, UriKind.RelativeOrAbsolute));
        request.Headers.TryAddWithoutValidation("Authorization", $"Bearer {token}");
        foreach (var header in headers.Select(line => line.Split(": ")).GroupBy(parts => parts[0], parts => parts[1]))
            request.Headers.TryAddWithoutValidation(header.Key, header);
        return request;
    }
}
