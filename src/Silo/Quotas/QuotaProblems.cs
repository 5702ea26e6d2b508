using Tollgate.Grains.Quotas;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>The one place where a status of the quota grain, other than a yes, becomes a problem. Decisions have their own: DecisionAnswers.</summary>
internal static class QuotaProblems
{
    public static Problem Of(QuotaStatus status) => status switch
    {
        QuotaStatus.Conflict => new(409, "request-conflict", "The request id was used for something else"),
        QuotaStatus.UnknownCharge => new(404, "unknown-charge", "The day remembers no such charge"),
        QuotaStatus.AlreadyRefunded => new(409, "already-refunded", "The charge was refunded before"),
        QuotaStatus.ChargedBeforeReset => new(409, "charged-before-reset", "The count began again after the charge"),
        QuotaStatus.ExceedsCharge => new(422, "invalid-units", "A refund cannot exceed its charge"),
        QuotaStatus.Expired => new(410, "day-expired", "The day is past its retention"),
        QuotaStatus.Overloaded => Problem.Unavailable("overloaded", "Too many requests of this principal are waiting."),
        QuotaStatus.Unavailable => Problem.Unavailable("store-unavailable", "The event log cannot be reached now."),
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, null),
    };
}
