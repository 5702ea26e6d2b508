using System.Diagnostics;
using System.Text.Json;
using Tollgate.AuthorizerLambda.Answers;
using Tollgate.AuthorizerLambda.Events;

namespace Tollgate.AuthorizerLambda.Tests.Answers;

/// <summary>What the golden answers leave open.</summary>
public sealed class PolicyAnswerTests
{
    private const string Stage = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev";

    private static readonly Decision.Allowed Allowed = new("alice", ["IT"], "/blog", "d-1", new QuotaReading(50, 12, 38, "2026-11-23T00:00:00Z"));
    private static readonly Decision.Denied Denied = new(403, "role-not-allowed", "No");

    [Theory]
    [InlineData("/GET/a/*/${x}")]
    [InlineData("/GET/a?")]
    public void Denial_OfAPattern_NamesTheStageAndNotThePath(string rest) =>
        Assert.Equal([$"{Stage}/*"], PolicyAnswer.For(Denied, Parse(Stage + rest)).PolicyDocument.Statement.Single().Resource);

    [Fact]
    public void Allow_OfAPattern_DoesNotExist()
    {
        Assert.Throws<UnreachableException>(() => PolicyAnswer.For(Allowed, Parse($"{Stage}/GET/*")));
        Assert.Throws<UnreachableException>(() => PolicyAnswer.For(Allowed, Parse($"{Stage}/GET/{new string('a', 512)}")));
    }

    [Fact]
    public void Unauthenticated_IsNoPolicyAndNoSimpleAnswer()
    {
        Assert.Throws<UnreachableException>(() => PolicyAnswer.For(new Decision.Unauthenticated("expired"), Parse($"{Stage}/GET/blog")));
        Assert.Throws<UnreachableException>(() => SimpleAnswer.For(new Decision.Unauthenticated("expired")));
    }

    [Fact]
    public void UsageIdentifierKey_ComesWithAnAllowOnly()
    {
        Assert.Equal("key", Json(Allowed, "key").GetProperty("usageIdentifierKey").GetString());
        Assert.False(Json(Allowed, null).TryGetProperty("usageIdentifierKey", out _));
        Assert.False(Json(Denied, "key").TryGetProperty("usageIdentifierKey", out _));
    }

    [Fact]
    public void Context_HoldsScalarsThatStandUnescapedInATemplate()
    {
        const string nasty = "a\"b\\c\r\nd";
        var decision = new Decision.Allowed(nasty, [nasty, nasty], nasty, nasty, new QuotaReading(50, 12, 38, nasty))
        {
            RateLimit = new RateLimitFields(nasty, nasty),
        };

        foreach (var value in Json(decision, null).GetProperty("context").EnumerateObject())
        {
            Assert.True(value.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number, value.Name);
            Assert.DoesNotContain(value.Value.ToString(), c => c is '"' or '\\' || char.IsControl(c));
        }
    }

    [Fact]
    public void TwoPrincipals_AreNeverOneInAnAnswer() => Assert.NotEqual(
        PolicyAnswer.For(Allowed with { Principal = "a\"b" }, Parse($"{Stage}/GET/blog")).PrincipalId,
        PolicyAnswer.For(Allowed with { Principal = "a'b" }, Parse($"{Stage}/GET/blog")).PrincipalId);

    private static JsonElement Json(Decision decision, string? usageIdentifierKey) =>
        JsonSerializer.Deserialize<JsonElement>(PolicyAnswer.For(decision, Parse($"{Stage}/GET/blog"), usageIdentifierKey).ToJson());

    private static MethodArn Parse(string value)
    {
        Assert.True(MethodArn.TryParse(value, out var arn));
        return arn;
    }
}
