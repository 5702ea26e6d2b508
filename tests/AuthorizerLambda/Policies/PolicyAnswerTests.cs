using System.Diagnostics;
using System.Text;
using System.Text.Json.Nodes;
using Tollgate.AuthorizerLambda.Events;
using Tollgate.AuthorizerLambda.Policies;

namespace Tollgate.AuthorizerLambda.Tests.Policies;

public sealed class PolicyAnswerTests
{
    private const string Arn = "arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev/GET/blog";

    private static readonly QuotaReading Quota = new(50, 38, "2026-11-23T00:00:00Z");

    [Fact]
    public void Answer_OfAllowed_AllowsExactlyThatMethod() => AssertJson(
        $$"""
        {
          "principalId": "alice@example.com",
          "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Allow", "Resource": ["{{Arn}}"]}]
          },
          "context": {"reason": "allowed", "limit": 50, "remaining": 38, "resetsAt": "2026-11-23T00:00:00Z", "decisionId": "d-1"}
        }
        """,
        PolicyAnswer.For(new Decision.Allowed("alice@example.com", "d-1", Quota), Parse(Arn)));

    [Fact]
    public void Answer_OfQuotaDenial_SaysWhenTheDayEnds() => AssertJson(
        $$"""
        {
          "principalId": "alice@example.com",
          "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Deny", "Resource": ["{{Arn}}"]}]
          },
          "context": {
            "errorMessage": "Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z",
            "reason": "quota-exhausted",
            "limit": 50,
            "remaining": 0,
            "resetsAt": "2026-11-23T00:00:00Z",
            "decisionId": "d-2"
          }
        }
        """,
        PolicyAnswer.For(
            new Decision.Denied("quota-exhausted", "Daily call limit of 50 reached; resets at 2026-11-23T00:00:00Z")
            {
                Principal = "alice@example.com",
                DecisionId = "d-2",
                Quota = Quota with { Remaining = 0 },
            },
            Parse(Arn)));

    [Fact]
    public void Answer_OfRoleDenial_HasNoQuotaAndNoNulls() => AssertJson(
        $$"""
        {
          "principalId": "unknown",
          "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Deny", "Resource": ["{{Arn}}"]}]
          },
          "context": {"errorMessage": "Your role may not call 'GET' /blog", "reason": "role-not-allowed", "decisionId": "d 3"}
        }
        """,
        PolicyAnswer.For(
            new Decision.Denied("role-not-allowed", "Your role may not call \"GET\" /blog") { DecisionId = "d\n3" }, Parse(Arn)));

    [Fact]
    public void Answer_OfUnavailable_IsNeutral() => AssertJson(
        $$"""
        {
          "principalId": "unknown",
          "policyDocument": {
            "Version": "2012-10-17",
            "Statement": [{"Action": "execute-api:Invoke", "Effect": "Deny", "Resource": ["{{Arn}}"]}]
          },
          "context": {"errorMessage": "Access cannot be checked right now; please try again later", "reason": "unavailable"}
        }
        """,
        PolicyAnswer.For(new Decision.Unavailable("connection: ConnectionError"), Parse(Arn)));

    [Fact]
    public void Answer_OfDenialForAPattern_NamesTheStageAndNotThePath()
    {
        var pattern = Parse("arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev/GET/a/*/${x}");

        AssertJson(
            """
            {
              "principalId": "unknown",
              "policyDocument": {
                "Version": "2012-10-17",
                "Statement": [{
                  "Action": "execute-api:Invoke",
                  "Effect": "Deny",
                  "Resource": ["arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev/*"]
                }]
              },
              "context": {"errorMessage": "No", "reason": "invalid-path"}
            }
            """,
            PolicyAnswer.For(new Decision.Denied("invalid-path", "No"), pattern));
    }

    [Fact]
    public void Answer_OfAllowedForAPattern_DoesNotExist()
    {
        var pattern = Parse("arn:aws:execute-api:us-east-1:123456789012:abcdef123/Dev/GET/*");

        Assert.Throws<UnreachableException>(() => PolicyAnswer.For(new Decision.Allowed("alice", "d-1", Quota), pattern));
    }

    [Fact]
    public void Answer_OfUnauthenticated_IsNoPolicy() =>
        Assert.Throws<UnreachableException>(() => PolicyAnswer.For(new Decision.Unauthenticated(), Parse(Arn)));

    private static MethodArn Parse(string value)
    {
        Assert.True(MethodArn.TryParse(value, out var arn));
        return arn;
    }

    // Members, their order, their case and their types; white space is free.
    private static void AssertJson(string expected, PolicyAnswer answer) =>
        Assert.Equal(JsonNode.Parse(expected)!.ToJsonString(), JsonNode.Parse(Encoding.UTF8.GetString(answer.ToJson()))!.ToJsonString());
}
