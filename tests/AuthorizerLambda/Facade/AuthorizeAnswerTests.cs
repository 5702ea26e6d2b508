using System.Net;
using System.Text;
using System.Text.Json;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Facade;

public sealed class AuthorizeAnswerTests
{
    private static readonly RateLimitFields Fields = new("\"daily\";q=50;w=86400", "\"daily\";r=0;t=43200");

    private const string Quota = """{"day":"2026-11-22","limit":50,"used":12,"remaining":38,"resetsAt":"2026-11-23T00:00:00Z","version":13}""";

    [Fact]
    public void Answer_OfAllow_IsAllowed() => Assert.Equal(
        JsonSerializer.Serialize<object>(
            new Decision.Allowed("alice@example.com", ["IT", "Finance"], "/blog", "d-1", new QuotaReading(50, 12, 38, "2026-11-23T00:00:00Z")) { RateLimit = Fields }),
        JsonSerializer.Serialize<object>(Read(200, FacadeAnswers.Allow, new AnswerHeaders(Fields))));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"allow\"")]
    [InlineData("<html>allow</html>")]
    [InlineData($$"""{"decision":"deny","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"Allow","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"Decision":"allow","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":true,"decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"deny","decision":"allow","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","principal":"p","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"","roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":null,"roles":[],"resource":"/","quota":{{Quota}}}""")]
    [InlineData("""{"decision":"allow","decisionId":"d","principal":"p","roles":[],"resource":"/"}""")]
    [InlineData("""{"decision":"allow","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{"limit":"50","used":1,"remaining":1,"resetsAt":"x"}}""")]
    [InlineData("""{"decision":"allow","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{"limit":50,"used":1,"remaining":1e99,"resetsAt":"x"}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","roles":"IT","resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","roles":[null],"resource":"/","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","roles":[],"quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","roles":[],"resource":"/","quota":{{Quota}}} trailing""")]
    public void Answer_OfA200ThatDoesNotSayAllow_IsUnavailable(string body) =>
        Assert.Equal(new Decision.Unavailable("status 200, not understood"), Read(200, body));

    [Theory]
    [InlineData(204)]
    [InlineData(201)]
    [InlineData(302)]
    [InlineData(400)]
    [InlineData(404)]
    [InlineData(409)]
    [InlineData(500)]
    [InlineData(503)]
    public void Answer_OfAllowUnderAnotherStatus_IsUnavailable(int status) =>
        Assert.Equal(new Decision.Unavailable($"status {status}"), Read(status, FacadeAnswers.Allow));

    [Fact]
    public void Answer_Of503_TellsTheLogWhy() =>
        Assert.Equal(new Decision.Unavailable("status 503, overloaded"), Read(503, FacadeAnswers.Overloaded));

    [Fact]
    public void Answer_Of503_TellsTheCallerWhenToComeBack() => Assert.Equal(
        new Decision.Unavailable("status 503, overloaded") { RetryAfter = 7 }, Read(503, FacadeAnswers.Overloaded, new AnswerHeaders(RetryAfter: 7)));

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(FacadeAnswers.Unauthenticated)]
    public void Answer_Of401_IsUnauthenticated(string body) => Assert.Equal(new Decision.Unauthenticated("refused by the facade"), Read(401, body));

    [Fact]
    public void Answer_Of429_IsDeniedWithTheQuota() => Assert.Equal(
        new Decision.Denied(429, "quota-exhausted", "Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z")
        {
            Principal = "alice@example.com",
            DecisionId = "d-2",
            Quota = new QuotaReading(50, 50, 0, "2026-11-23T00:00:00Z"),
            RateLimit = Fields,
            RetryAfter = 43_200,
        },
        Read(429, FacadeAnswers.QuotaExhausted, new AnswerHeaders(Fields, 43_200)));

    [Fact]
    public void Answer_Of403_IsDenied() => Assert.Equal(
        new Decision.Denied(403, "role-not-allowed", "Your role may not call GET /blog") { Principal = "carol@example.com", DecisionId = "d-3" },
        Read(403, FacadeAnswers.RoleNotAllowed));

    [Fact]
    public void Answer_Of422_IsDenied() =>
        Assert.Equal(new Decision.Denied(422, "invalid-path", "The path is not valid"), Read(422, FacadeAnswers.InvalidPath));

    [Theory]
    [InlineData(403, "<html>WAF</html>")]
    [InlineData(429, """{"title":"Too Many Requests"}""")]
    [InlineData(422, """{"reason":7,"detail":"x"}""")]
    public void Answer_OfARefusalThatIsNotTheFacades_IsUnavailable(int status, string body) =>
        Assert.Equal(new Decision.Unavailable($"status {status}, not understood"), Read(status, body));

    private static Decision Read(int status, string body, AnswerHeaders? headers = null) =>
        AuthorizeAnswer.Read((HttpStatusCode)status, headers ?? AnswerHeaders.None, Encoding.UTF8.GetBytes(body));
}
