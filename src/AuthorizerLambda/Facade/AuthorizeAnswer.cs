using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tollgate.AuthorizerLambda.Facade;

/// <summary>Reads the facade's answer. Whatever is not understood is no answer: only a well-formed 200 that says "allow" allows.</summary>
public static class AuthorizeAnswer
{
    public static Decision Read(HttpStatusCode status, AnswerHeaders headers, ReadOnlySpan<byte> body) => status switch
    {
        HttpStatusCode.OK => ReadAllow(headers, body),
        HttpStatusCode.Unauthorized => new Decision.Unauthenticated("refused by the facade"),
        HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests or HttpStatusCode.UnprocessableEntity => ReadDenial(status, headers, body),
        _ => Unavailable(status, Parse(body, FacadeJson.Default.WireProblem)?.Reason, headers),
    };

    private static Decision ReadAllow(AnswerHeaders headers, ReadOnlySpan<byte> body) =>
        Parse(body, FacadeJson.Default.WireAllow) is { Decision: "allow", Principal: not "" } allow && !allow.Roles.Contains(null)
            ? new Decision.Allowed(allow.Principal, allow.Roles!, allow.Resource, allow.DecisionId, allow.Quota.ToReading())
            {
                RateLimit = headers.RateLimit,
            }
            : Unavailable(HttpStatusCode.OK, "not understood", headers);

    private static Decision ReadDenial(HttpStatusCode status, AnswerHeaders headers, ReadOnlySpan<byte> body) =>
        Parse(body, FacadeJson.Default.WireProblem) is { } problem
            ? new Decision.Denied((int)status, problem.Reason, problem.Detail)
            {
                Principal = problem.Principal,
                DecisionId = problem.DecisionId,
                Quota = problem.Quota?.ToReading(),
                RateLimit = headers.RateLimit,
                RetryAfter = headers.RetryAfter,
            }
            : Unavailable(status, "not understood", headers);

    private static T? Parse<T>(ReadOnlySpan<byte> body, JsonTypeInfo<T> type)
        where T : class
    {
        try
        {
            return JsonSerializer.Deserialize(body, type);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static Decision.Unavailable Unavailable(HttpStatusCode status, string? what, AnswerHeaders headers)
    {
        var cause = string.Create(CultureInfo.InvariantCulture, $"status {(int)status}{(what is null ? "" : $", {what}")}");
        return headers.RetryAfter is { } seconds ? new Decision.Unavailable(cause) { RetryAfter = seconds } : new Decision.Unavailable(cause);
    }
}
