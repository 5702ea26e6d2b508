using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Quotas;

/// <summary>A caller's look at its own quota. Looking writes nothing and costs nothing.</summary>
internal static class QuotaApi
{
    public static void MapQuota(this WebApplication app)
    {
        var quota = app.MapGroup("/v1/quota").RequireAuthorization().WithTags("Quota");
        quota.MapGet("", ReadOwn).WithName("readQuota").WithSummary("The caller's own quota of a day.")
            .Produces<QuotaBody>();
        quota.MapGet("events", ReadOwnEvents).WithName("readQuotaEvents").WithSummary("The events of the caller's own day, oldest first.")
            .Produces<EventsBody>();
    }

    private static async Task<IResult> ReadOwn(HttpContext context, CallerReader callers, QuotaClient quotas)
    {
        if (!callers.TryRead(context.User, out var caller))
            return Problem.Unauthenticated;
        if (!DayQuery.TryParse(context.Request.Query, out var day, out var problem))
            return problem;

        var reply = await quotas.ReadAsync(caller.Principal, day);
        return reply.Status == QuotaStatus.Done
            ? JsonAnswer.Of(QuotaBody.Of(reply.Quota!.ToReading()), QuotaJson.Default.QuotaBody)
            : QuotaProblems.Of(reply.Status);
    }

    private static async Task<IResult> ReadOwnEvents(HttpContext context, CallerReader callers, DayHistory history)
    {
        if (!callers.TryRead(context.User, out var caller))
            return Problem.Unauthenticated;
        if (!EventsQuery.TryParse(context.Request.Query, out var query, out var problem))
            return problem;

        var (page, failure) = await history.ReadAsync(caller.Principal, query, context.RequestAborted);
        return page is not null ? JsonAnswer.Of(page, EventsJson.Default.EventsBody) : failure!;
    }
}
