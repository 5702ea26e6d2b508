namespace Tollgate.AuthorizerLambda;

/// <summary>What becomes of one call. Only the facade says <see cref="Allowed"/>; all the rest keeps the caller out.</summary>
public abstract record Decision
{
    private Decision()
    {
    }

    public sealed record Allowed(string Principal, string DecisionId, QuotaReading Quota) : Decision;

    /// <summary>A considered no. <paramref name="Message"/> is meant for the caller.</summary>
    public sealed record Denied(string Reason, string Message) : Decision
    {
        public string? Principal { get; init; }

        public string? DecisionId { get; init; }

        public QuotaReading? Quota { get; init; }
    }

    /// <summary>No token, or one that the facade does not accept.</summary>
    public sealed record Unauthenticated : Decision;

    /// <summary>Nobody could decide in time. <paramref name="Cause"/> is for the log, never for the caller.</summary>
    public sealed record Unavailable(string Cause) : Decision;
}

/// <summary>The caller's quota day as the decision left it.</summary>
/// <param name="ResetsAt">When the day ends, as the facade wrote it.</param>
public sealed record QuotaReading(long Limit, long Remaining, string ResetsAt);
