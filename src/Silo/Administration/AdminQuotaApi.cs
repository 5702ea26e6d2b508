using System.ComponentModel;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Administration;

/// <summary>Any principal's quota, to look at and to change. Every change is in the log with its actor and reason when it is answered.</summary>
internal static class AdminQuotaApi
{
    public static void MapAdminQuotas(this RouteGroupBuilder admin)
    {
        var quotas = admin.MapGroup("quotas").Refuses(410, 422);
        quotas.MapGet("events", ReadEvents).WithName("readPrincipalEvents").WithSummary("The events of a principal's day, oldest first.")
            .Produces<EventsBody>();
        quotas.MapPut("limit", Override).WithName("overrideLimit").WithSummary("Gives a principal a limit of its own, in force on the next call.")
            .TakesJson<LimitBody>().Produces<AdminQuotaBody>().Refuses(400, 413);
        quotas.MapDelete("limit", RemoveOverride).WithName("removeLimit").WithSummary("Returns a principal to the default limit, in force on the next call.")
            .Produces<AdminQuotaBody>();
        quotas.MapPost("reset", Reset).WithName("resetQuota").WithSummary("Begins a principal's count of today again.")
            .TakesJson<ResetBody>().Produces<AdminQuotaBody>().Refuses(400, 409, 413);
        quotas.MapPost("refunds", Refund).WithName("refundCharge").WithSummary("Gives units of one charge back, once, to the day of the charge.")
            .TakesJson<RefundBody>().Produces<AdminQuotaBody>().Refuses(400, 404, 409, 413);
    }

    private static async Task<IResult> ReadEvents(
        HttpContext context,
        [Description(AdminQuery.Description)] string? principal,
        [Description(DayQuery.Description)] string? day,
        [Description(EventsQuery.AfterDescription)] string? after,
        [Description(EventsQuery.LimitDescription)] string? limit,
        AdminQuery query,
        DayHistory history)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem) || !EventsQuery.TryParse(day, after, limit, out var events, out problem))
            return problem;

        var (page, failure) = await history.ReadAsync(whose, events, context.RequestAborted);
        return page is not null ? JsonAnswer.Of(page, EventsJson.Default.EventsBody) : failure!;
    }

    private static async Task<IResult> Override(
        HttpContext context, [Description(AdminQuery.Description)] string? principal, AdminQuery query, QuotaClient quotas, TimeProvider clock)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem))
            return problem;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AdminJson.Default.LimitBody, "limit, untilDay and reason");
        if (body is null)
            return unreadable!;

        var (request, invalid) = AdminCommands.Parse(body, AdminAccess.ActorOf(context), QuotaDay.Of(clock.GetUtcNow()));
        return request is null ? invalid! : Answer(whose, await quotas.OverrideAsync(whose, request));
    }

    private static async Task<IResult> RemoveOverride(
        HttpContext context,
        [Description(AdminQuery.Description)] string? principal,
        [Description("Why: 1 to 500 characters, kept in the log.")] string? reason,
        AdminQuery query,
        QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem))
            return problem;
        if (!ReasonText.TryParse(reason, out var why))
            return Problem.Invalid("invalid-reason", "reason, in the query, has 1 to 500 characters, none of them a control character.");

        return Answer(whose, await quotas.RemoveOverrideAsync(whose, new ActorRequest(AdminAccess.ActorOf(context), why.Value)));
    }

    private static async Task<IResult> Reset(
        HttpContext context, [Description(AdminQuery.Description)] string? principal, AdminQuery query, QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem))
            return problem;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AdminJson.Default.ResetBody, "requestId and reason");
        if (body is null)
            return unreadable!;

        var (request, invalid) = AdminCommands.Parse(body, AdminAccess.ActorOf(context));
        return request is null ? invalid! : Answer(whose, await quotas.ResetAsync(whose, request));
    }

    private static async Task<IResult> Refund(
        HttpContext context, [Description(AdminQuery.Description)] string? principal, AdminQuery query, QuotaClient quotas)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem))
            return problem;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AdminJson.Default.RefundBody, "day, requestId, units and reason");
        if (body is null)
            return unreadable!;

        var (request, invalid) = AdminCommands.Parse(body, AdminAccess.ActorOf(context));
        if (request is null)
            return invalid!;

        var reply = await quotas.RefundAsync(whose, request);
        return Answer(whose, reply, refunded: reply.Units);
    }

    private static IResult Answer(Principal principal, QuotaReply reply, long? refunded = null) => reply.Status switch
    {
        QuotaStatus.Done or QuotaStatus.Replayed => JsonAnswer.Of(
            new AdminQuotaBody(principal.Value, QuotaBody.Of(reply.Quota!.ToReading()), reply.Status == QuotaStatus.Replayed, refunded),
            AdminJson.Default.AdminQuotaBody),
        var status => QuotaProblems.Of(status),
    };
}
