using System.Net;
using System.Text;
using Tollgate.AuthorizerLambda.Facade;
using Tollgate.AuthorizerLambda.Tests.Fixtures;

namespace Tollgate.AuthorizerLambda.Tests.Facade;

public sealed class AuthorizeAnswerTests
{
    private const string Quota = """{"day":"2026-11-22","limit":50,"used":12,"remaining":38,"resetsAt":"2026-11-23T00:00:00Z","version":13}""";

    [Fact]
    public void Answer_OfAllow_IsAllowed() => Assert.Equal(
        new Decision.Allowed("alice@example.com", "d-1", new QuotaReading(50, 38, "2026-11-23T00:00:00Z")),
        Read(200, FacadeAnswers.Allow));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("\"allow\"")]
    [InlineData("<html>allow</html>")]
    [InlineData($$"""{"decision":"deny","decisionId":"d","principal":"p","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"Allow","decisionId":"d","principal":"p","quota":{{Quota}}}""")]
    [InlineData($$"""{"Decision":"allow","decisionId":"d","principal":"p","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":true,"decisionId":"d","principal":"p","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"deny","decision":"allow","decisionId":"d","principal":"p","quota":{{Quota}}}""")]
    [InlineData($$"""{"decisionId":"d","principal":"p","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","principal":"p","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"","quota":{{Quota}}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":null,"quota":{{Quota}}}""")]
    [InlineData("""{"decision":"allow","decisionId":"d","principal":"p"}""")]
    [InlineData("""{"decision":"allow","decisionId":"d","principal":"p","quota":{"limit":"50","remaining":1,"resetsAt":"x"}}""")]
    [InlineData("""{"decision":"allow","decisionId":"d","principal":"p","quota":{"limit":50,"remaining":1e99,"resetsAt":"x"}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","quota":{{Quota}}""")]
    [InlineData($$"""{"decision":"allow","decisionId":"d","principal":"p","quota":{{Quota}}} trailing""")]
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

    [Theory]
    [InlineData("")]
    [InlineData("{}")]
    [InlineData(FacadeAnswers.Unauthenticated)]
    public void Answer_Of401_IsUnauthenticated(string body) => Assert.Equal(new Decision.Unauthenticated(), Read(401, body));

    [Fact]
    public void Answer_Of429_IsDeniedWithTheQuota() => Assert.Equal(
        new Decision.Denied("quota-exhausted", "Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z")
        {
            Principal = "alice@example.com",
            DecisionId = "d-2",
            Quota = new QuotaReading(50, 0, "2026-11-23T00:00:00Z"),
        },
        Read(429, FacadeAnswers.QuotaExhausted));

    [Fact]
    public void Answer_Of403_IsDenied() => Assert.Equal(
        new Decision.Denied("role-not-allowed", "Your role may not call GET /blog") { Principal = "carol@example.com", DecisionId = "d-3" },
        Read(403, FacadeAnswers.RoleNotAllowed));

    [Fact]
    public void Answer_Of422_IsDenied() =>
        Assert.Equal(new Decision.Denied("invalid-path", "The path is not valid"), Read(422, FacadeAnswers.InvalidPath));

    [Theory]
    [InlineData(403, "<html>WAF</html>")]
    [InlineData(429, """{"title":"Too Many Requests"}""")]
    [InlineData(422, """{"reason":7,"detail":"x"}""")]
    public void Answer_OfARefusalThatIsNotTheFacades_IsUnavailable(int status, string body) =>
        Assert.Equal(new Decision.Unavailable($"status {status}, not understood"), Read(status, body));

    private static Decision Read(int status, string body) => AuthorizeAnswer.Read((HttpStatusCode)status, Encoding.UTF8.GetBytes(body));
}
