using System.Globalization;
using System.Net;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Tollgate.AuthorizerLambda.Facade;

/// <summary>Reads the facade's answer. Whatever is not understood is no answer: only a well-formed 200 that says "allow" allows.</summary>
public static class AuthorizeAnswer
{
    public static Decision Read(HttpStatusCode status, ReadOnlySpan<byte> body) => status switch
    {
        HttpStatusCode.OK => ReadAllow(body),
        HttpStatusCode.Unauthorized => new Decision.Unauthenticated(),
        HttpStatusCode.Forbidden or HttpStatusCode.TooManyRequests or HttpStatusCode.UnprocessableEntity => ReadDenial(status, body),
        _ => new Decision.Unavailable(Describe(status, Parse(body, FacadeJson.Default.WireProblem)?.Reason)),
    };

    private static Decision ReadAllow(ReadOnlySpan<byte> body) =>
        Parse(body, FacadeJson.Default.WireAllow) is { Decision: "allow", Principal: not "" } allow
            ? new Decision.Allowed(allow.Principal, allow.DecisionId, allow.Quota.ToReading())
            : new Decision.Unavailable(Describe(HttpStatusCode.OK, "not understood"));

    private static Decision ReadDenial(HttpStatusCode status, ReadOnlySpan<byte> body) =>
        Parse(body, FacadeJson.Default.WireProblem) is { } problem
            ? new Decision.Denied(problem.Reason, problem.Detail)
            {
                Principal = problem.Principal,
                DecisionId = problem.DecisionId,
                Quota = problem.Quota?.ToReading(),
            }
            : new Decision.Unavailable(Describe(status, "not understood"));

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

    private static string Describe(HttpStatusCode status, string? what) =>
        string.Create(CultureInfo.InvariantCulture, $"status {(int)status}{(what is null ? "" : $", {what}")}");
}
