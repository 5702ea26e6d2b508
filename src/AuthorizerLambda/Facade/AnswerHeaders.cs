using System.Globalization;
using System.Net.Http.Headers;

namespace Tollgate.AuthorizerLambda.Facade;

/// <summary>The header fields of a facade's answer that are passed on. Absent where they are missing or make no sense.</summary>
public sealed record AnswerHeaders(RateLimitFields? RateLimit = null, long? RetryAfter = null)
{
    public static AnswerHeaders None { get; } = new();

    public static AnswerHeaders Read(HttpResponseHeaders headers) => new(
        One(headers, "RateLimit-Policy") is { } policy && One(headers, "RateLimit") is { } current ? new RateLimitFields(policy, current) : null,
        long.TryParse(One(headers, "Retry-After"), NumberStyles.None, CultureInfo.InvariantCulture, out var seconds) ? seconds : null);

    private static string? One(HttpResponseHeaders headers, string name) =>
        headers.NonValidated.TryGetValues(name, out var values) && values.Count == 1 ? values.ToString() : null;
}
