namespace Tollgate.AuthorizerLambda.Policies;

/// <summary>
/// What the gateway can show of a decision, as <c>$context.authorizer.{name}</c>. Scalars only, absent where not known; texts are clean
/// in the sense of <see cref="ContextText"/>.
/// </summary>
public sealed record PolicyContext
{
    private const string UnavailableMessage = "Access cannot be checked right now; please try again later";

    /// <summary>Denials only: a sentence for the caller.</summary>
    public string? ErrorMessage { get; private init; }

    /// <summary><c>allowed</c>, the facade's reason for a denial, or <c>unavailable</c>.</summary>
    public required string Reason { get; init; }

    public long? Limit { get; private init; }

    public long? Remaining { get; private init; }

    public string? ResetsAt { get; private init; }

    public string? DecisionId { get; private init; }

    public static PolicyContext Of(Decision.Allowed allowed) => new()
    {
        Reason = "allowed",
        Limit = allowed.Quota.Limit,
        Remaining = allowed.Quota.Remaining,
        ResetsAt = ContextText.Clean(allowed.Quota.ResetsAt),
        DecisionId = ContextText.Clean(allowed.DecisionId),
    };

    public static PolicyContext Of(Decision.Denied denied) => new()
    {
        ErrorMessage = ContextText.Clean(denied.Message),
        Reason = ContextText.Clean(denied.Reason),
        Limit = denied.Quota?.Limit,
        Remaining = denied.Quota?.Remaining,
        ResetsAt = ContextText.Clean(denied.Quota?.ResetsAt),
        DecisionId = ContextText.Clean(denied.DecisionId),
    };

    public static PolicyContext Unavailable() => new() { ErrorMessage = UnavailableMessage, Reason = "unavailable" };
}
