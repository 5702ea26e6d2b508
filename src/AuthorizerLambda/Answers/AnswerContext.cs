using System.Diagnostics;

namespace Tollgate.AuthorizerLambda.Answers;

/// <summary>
/// What the gateway can show of a decision, as <c>$context.authorizer.{name}</c>. Scalars only, absent where not known; texts are clean
/// in the sense of <see cref="ContextText"/>. The names are a promise to those who configure a gateway.
/// </summary>
public sealed record AnswerContext
{
    private const string UnavailableMessage = "Access cannot be checked right now; please try again later";

    /// <summary><c>allowed</c>, the facade's reason for a denial, or <c>unavailable</c>.</summary>
    public required string Reason { get; init; }

    /// <summary>Denials only: a sentence for the caller.</summary>
    public string? ErrorMessage { get; private init; }

    /// <summary>Denials only: the HTTP status that says it, where the gateway's own cannot.</summary>
    public int? Status { get; private init; }

    public string? Principal { get; private init; }

    /// <summary>The caller's roles, separated by commas.</summary>
    public string? Roles { get; private init; }

    /// <summary>The role map's resource that the call belongs to.</summary>
    public string? Resource { get; private init; }

    public long? Limit { get; private init; }

    public long? Used { get; private init; }

    public long? Remaining { get; private init; }

    public string? ResetsAt { get; private init; }

    /// <summary>The header fields of these names, with the policy's name as a token instead of a string: no quotes.</summary>
    public string? RateLimitPolicy { get; private init; }

    /// <inheritdoc cref="RateLimitPolicy"/>
    public string? RateLimit { get; private init; }

    /// <summary>Denials only: seconds until asking again can help.</summary>
    public long? RetryAfter { get; private init; }

    public string? DecisionId { get; private init; }

    public static AnswerContext Of(Decision decision) => decision switch
    {
        Decision.Allowed allowed => new AnswerContext
        {
            Reason = "allowed",
            Principal = ContextText.Escape(allowed.Principal),
            Roles = ContextText.Join(allowed.Roles),
            Resource = ContextText.Clean(allowed.Resource),
            DecisionId = ContextText.Clean(allowed.DecisionId),
        }.With(allowed.Quota).With(allowed.RateLimit),
        Decision.Denied denied => new AnswerContext
        {
            Reason = ContextText.Clean(denied.Reason),
            ErrorMessage = ContextText.Clean(denied.Message),
            Status = denied.Status,
            Principal = denied.Principal is { } principal ? ContextText.Escape(principal) : null,
            RetryAfter = denied.RetryAfter,
            DecisionId = ContextText.Clean(denied.DecisionId),
        }.With(denied.Quota).With(denied.RateLimit),
        Decision.Unavailable unavailable => new AnswerContext
        {
            Reason = "unavailable",
            ErrorMessage = UnavailableMessage,
            Status = Decision.Unavailable.Status,
            RetryAfter = unavailable.RetryAfter,
        },
        _ => throw new UnreachableException($"No answer says {decision.GetType().Name}."),
    };

    private AnswerContext With(QuotaReading? quota) => quota is null ? this : this with
    {
        Limit = quota.Limit,
        Used = quota.Used,
        Remaining = quota.Remaining,
        ResetsAt = ContextText.Clean(quota.ResetsAt),
    };

    private AnswerContext With(RateLimitFields? fields) => fields is null ? this : this with
    {
        RateLimitPolicy = ContextText.WithoutQuotes(fields.Policy),
        RateLimit = ContextText.WithoutQuotes(fields.Current),
    };
}
