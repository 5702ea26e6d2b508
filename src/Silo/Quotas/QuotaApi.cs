using System.ComponentModel;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>A caller's look at its own quota. Looking writes nothing and costs nothing.</summary>
internal static class QuotaApi
{
    public static void MapQuota(this WebApplication app)
    {
        var quota = app.MapGroup("/v1/quota").RequireAuthorization().WithTags("Quota").Refuses(401, 410, 422, 503);
        quota.MapGet("", ReadOwn).WithName("readQuota").WithSummary("The caller's own quota of a day.")
            .Produces<QuotaBody>();
        quota.MapGet("days", ReadOwnDays).WithName("readQuotaDays").WithSummary("The caller's own quota of the last days, the current one included.")
            .Produces<DaysBody>();
        quota.MapGet("events", ReadOwnEvents).WithName("readQuotaEvents").WithSummary("The events of the caller's own day, oldest first.")
            .Produces<EventsBody>();
    }

    private static async Task<IResult> ReadOwn(
        HttpContext context, [Description(DayQuery.Description)] string? day, QuotaClient quotas)
    {
        if (!DayQuery.TryParse(day, out var quotaDay, out var problem))
            return problem;

        var reply = await quotas.ReadAsync(context.Caller().Principal, quotaDay);
        return reply.Status == QuotaStatus.Done
            ? JsonAnswer.Of(QuotaBody.Of(reply.Quota!.ToReading()), QuotaJson.Default.QuotaBody)
            : QuotaProblems.Of(reply.Status);
    }

    private static async Task<IResult> ReadOwnDays(HttpContext context, [Description(DaysQuery.CountDescription)] string? count, QuotaClient quotas) =>
        DaysQuery.TryParse(count, out var days, out var problem) ? await DaysQuery.AnswerAsync(quotas, context.Caller().Principal, days) : problem;

    private static async Task<IResult> ReadOwnEvents(
        HttpContext context,
        [Description(DayQuery.Description)] string? day,
        [Description(EventsQuery.AfterDescription)] string? after,
        [Description(EventsQuery.LimitDescription)] string? limit,
        DayHistory history)
    {
        if (!EventsQuery.TryParse(day, after, limit, out var query, out var problem))
            return problem;

        var (page, failure) = await history.ReadAsync(context.Caller().Principal, query, context.RequestAborted);
        return page is not null ? JsonAnswer.Of(page, EventsJson.Default.EventsBody) : failure!;
    }
}
