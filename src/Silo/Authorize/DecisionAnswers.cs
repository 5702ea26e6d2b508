using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Authorize;

/// <summary>The one place where a decision becomes a status and a sentence.</summary>
internal static class DecisionAnswers
{
    public static Problem Forbidden(DecisionContext decision, DenialReason reason) =>
        new(StatusCodes.Status403Forbidden, reason.ToName(), "The role does not allow this call", reason == DenialReason.RoleMissing
            ? "Your account has no role"
            : $"Your role may not call {decision.Command.Method} {CallerText.Of(decision.Command.Path.Value)}")
        {
            DecisionId = decision.Id,
            Principal = decision.Caller.Principal.Value,
        };

    public static Problem Exhausted(DecisionContext decision, QuotaReading quota, DateTimeOffset now) =>
        new(StatusCodes.Status429TooManyRequests, DenialReason.QuotaExhausted.ToName(), "The daily limit leaves too few calls",
            $"Daily call limit of {quota.Limit} reached; resets at {DayText.For(quota.Day).ResetsAt}")
        {
            DecisionId = decision.Id,
            Principal = decision.Caller.Principal.Value,
            Quota = QuotaBody.Of(quota),
            RetryAfter = RateLimitHeaders.SecondsLeft(quota, now),
        };

    public static Problem Undecided(DecisionContext decision, QuotaStatus status) =>
        (status == QuotaStatus.Late
            ? Problem.Unavailable("deadline", "No decision in time. It may yet be charged; asking again with the requestId tells.")
            : QuotaProblems.Of(status)) with
        {
            DecisionId = decision.Id,
            RequestId = decision.Command.RequestId.Value,
        };
}
