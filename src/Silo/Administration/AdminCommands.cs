using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Administration;

/// <summary>Bodies with every value parsed; what does not parse is a problem that names the value.</summary>
internal static class AdminCommands
{
    private static readonly Problem InvalidReason = Problem.Invalid("invalid-reason", "reason has 1 to 500 characters, none of them a control character.");
    private static readonly Problem InvalidRequestId = Problem.Invalid("invalid-request-id", "requestId has 1 to 128 visible ASCII characters.");

    public static (OverrideRequest? Request, Problem? Problem) Parse(LimitBody body, string actor, QuotaDay today)
    {
        if (body.Limit is not { } limit || limit != decimal.Truncate(limit) || limit is < QuotaLimit.Min or > QuotaLimit.Max)
            return (null, Problem.Invalid("invalid-limit", $"limit is a whole number from {QuotaLimit.Min} to {QuotaLimit.Max}."));
        if (!ReasonText.TryParse(body.Reason, out var reason))
            return (null, InvalidReason);
        if (body.UntilDay is null)
            return (new OverrideRequest((long)limit, null, actor, reason.Value), null);

        return QuotaDay.TryParse(body.UntilDay, out var until) && until >= today
            ? (new OverrideRequest((long)limit, until.Date, actor, reason.Value), null)
            : (null, Problem.Invalid("invalid-day", "untilDay is a UTC date such as 2026-11-22, today or later."));
    }

    public static (ResetRequest? Request, Problem? Problem) Parse(ResetBody body, string actor) =>
        !RequestId.TryParse(body.RequestId, out var requestId) ? (null, InvalidRequestId)
        : !ReasonText.TryParse(body.Reason, out var reason) ? (null, InvalidReason)
        : (new ResetRequest(requestId.Value, actor, reason.Value), null);

    public static (RefundRequest? Request, Problem? Problem) Parse(RefundBody body, string actor)
    {
        if (!RequestId.TryParse(body.RequestId, out var requestId))
            return (null, InvalidRequestId);
        if (!ReasonText.TryParse(body.Reason, out var reason))
            return (null, InvalidReason);
        if (body.Units is { } units && (units != decimal.Truncate(units) || units is < 1 or > Units.Max))
            return (null, Problem.Invalid("invalid-units", $"units is a whole number from 1 to {Units.Max}."));
        if (body.Day is null)
            return (new RefundRequest(null, requestId.Value, (long?)body.Units, actor, reason.Value), null);

        return QuotaDay.TryParse(body.Day, out var day)
            ? (new RefundRequest(day.Date, requestId.Value, (long?)body.Units, actor, reason.Value), null)
            : (null, Problem.Invalid("invalid-day", "day is a UTC date such as 2026-11-22."));
    }
}
