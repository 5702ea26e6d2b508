namespace Tollgate.AuthorizerLambda;

/// <summary>What becomes of one call. Only the facade says <see cref="Allowed"/>; all the rest keeps the caller out.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    /// <param name="Resource">The role map's resource that the call belongs to.</param>
    public sealed record Allowed(string Principal, IReadOnlyList<string> Roles, string Resource, string DecisionId, QuotaReading Quota) : Decision
    {
        public RateLimitFields? RateLimit { get; init; }
    }

    /// <summary>A considered no. <paramref name="Message"/> is meant for the caller.</summary>
    /// <param name="Status">The HTTP status that says it: 403, 422 or 429.</param>
    public sealed record Denied(int Status, string Reason, string Message) : Decision
    {
        public string? Principal { get; init; }

        public string? DecisionId { get; init; }

        public QuotaReading? Quota { get; init; }

        public RateLimitFields? RateLimit { get; init; }

        /// <summary>Seconds until asking again can help; null where it never will.</summary>
        public long? RetryAfter { get; init; }
    }

    /// <summary>No token, or one that cannot be accepted. <paramref name="Cause"/> is for the log, never for the caller.</summary>
    public sealed record Unauthenticated(string Cause) : Decision;

    /// <summary>Nobody could decide in time. <paramref name="Cause"/> is for the log, never for the caller.</summary>
    public sealed record Unavailable(string Cause) : Decision
    {
        public const int Status = 503;

        /// <summary>Seconds.</summary>
        public long RetryAfter { get; init; } = 1;
    }
}

/// <summary>The caller's quota day as the decision left it.</summary>
/// <param name="ResetsAt">When the day ends, as the facade wrote it.</param>
public sealed record QuotaReading(long Limit, long Used, long Remaining, string ResetsAt);

/// <summary>The header fields <c>RateLimit-Policy</c> and <c>RateLimit</c>, as the facade sent them.</summary>
public sealed record RateLimitFields(string Policy, string Current);
