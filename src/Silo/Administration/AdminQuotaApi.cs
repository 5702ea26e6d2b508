using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Administration;

/// <summary>Any principal's quota, to look at and to change. Every change is in the log with its actor and reason when it is answered.</summary>
internal static class AdminQuotaApi
{
    public static void MapAdminQuotas(this RouteGroupBuilder admin)
    {
        var quotas = admin.MapGroup("quotas");
        quotas.MapGet("", Read).WithName("readPrincipalQuota").WithSummary("A principal's quota of a day.")
            .Produces<AdminQuotaBody>();
        quotas.MapGet("events", ReadEvents).WithName("readPrincipalEvents").WithSummary("The events of a principal's day, oldest first.")
            .Produces<EventsBody>();
        quotas.MapPut("limit", Override).WithName("overrideLimit").WithSummary("Gives a principal a limit of its own, in force on the next call.")
            .Accepts<LimitBody>("application/json").Produces<AdminQuotaBody>();
        quotas.MapDelete("limit", RemoveOverride).WithName("removeLimit").WithSummary("Returns a principal to the default limit, in force on the next call.")
            .Produces<AdminQuotaBody>();
        quotas.MapPost("reset", Reset).WithName("resetQuota").WithSummary("Begins a principal's count of today again.")
            .Accepts<ResetBody>("application/json").Produces<AdminQuotaBody>();
        quotas.MapPost("refunds", Refund).WithName("refundCharge").WithSummary("Gives units of one charge back, once, to the day of the charge.")
            .Accepts<RefundBody>("application/json").Produces<AdminQuotaBody>();
    }

    private static async Task<IResult> Read(HttpContext context, AdminQuery query, QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(context, out var principal, out var problem) || !DayQuery.TryParse(context.Request.Query, out var day, out problem))
            return problem;

        var reply = await quotas.ReadAsync(principal, day);
        return reply.Status == QuotaStatus.Done
            ? JsonAnswer.Of(new AdminQuotaBody(principal.Value, QuotaBody.Of(reply.Quota!.ToReading())), AdminJson.Default.AdminQuotaBody)
            : QuotaProblems.Of(reply.Status);
    }

    private static async Task<IResult> ReadEvents(HttpContext context, AdminQuery query, DayHistory history)
    {
        if (!query.TryParsePrincipal(context, out var principal, out var problem) || !EventsQuery.TryParse(context.Request.Query, out var events, out problem))
            return problem;

        var (page, failure) = await history.ReadAsync(principal, events, context.RequestAborted);
        return page is not null ? JsonAnswer.Of(page, EventsJson.Default.EventsBody) : failure!;
    }

    private static async Task<IResult> Override(HttpContext context, AdminQuery query, QuotaClient quotas, TimeProvider clock)
    {
        if (!query.TryParsePrincipal(context, out var principal, out var problem))
            return problem;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AdminJson.Default.LimitBody, "limit, untilDay and reason");
        if (body is null)
            return unreadable!;

        var (request, invalid) = AdminCommands.Parse(body, AdminAccess.ActorOf(context), QuotaDay.Of(clock.GetUtcNow()));
        return request is null ? invalid! : Answer(principal, await quotas.OverrideAsync(principal, request));
    }

    private static async Task<IResult> RemoveOverride(HttpContext context, AdminQuery query, QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(context, out var principal, out var problem))
            return problem;
        if (!ReasonText.TryParse(context.Request.Query["reason"], out var reason))
            return Problem.Invalid("invalid-reason", "reason, in the query, has 1 to 500 characters, none of them a control character.");

        return Answer(principal, await quotas.RemoveOverrideAsync(principal, new ActorRequest(AdminAccess.ActorOf(context), reason.Value)));
    }

    private static async Task<IResult> Reset(HttpContext context, AdminQuery query, QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(context, out var principal, out var problem))
            return problem;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AdminJson.Default.ResetBody, "requestId and reason");
        if (body is null)
            return unreadable!;

        var (request, invalid) = AdminCommands.Parse(body, AdminAccess.ActorOf(context));
        return request is null ? invalid! : Answer(principal, await quotas.ResetAsync(principal, request));
    }

    private static async Task<IResult> Refund(HttpContext context, AdminQuery query, QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(context, out var principal, out var problem))
            return problem;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AdminJson.Default.RefundBody, "day, requestId, units and reason");
        if (body is null)
            return unreadable!;

        var (request, invalid) = AdminCommands.Parse(body, AdminAccess.ActorOf(context));
        if (request is null)
            return invalid!;

        var reply = await quotas.RefundAsync(principal, request);
        return Answer(principal, reply, refunded: reply.Units);
    }

    private static IResult Answer(Principal principal, QuotaReply reply, long? refunded = null) => reply.Status switch
    {
        QuotaStatus.Done or QuotaStatus.Replayed => JsonAnswer.Of(
            new AdminQuotaBody(principal.Value, QuotaBody.Of(reply.Quota!.ToReading()), reply.Status == QuotaStatus.Replayed, refunded),
            AdminJson.Default.AdminQuotaBody),
        var status => QuotaProblems.Of(status),
    };
}
