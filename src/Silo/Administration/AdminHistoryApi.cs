using System.ComponentModel;
using Microsoft.Extensions.Options;
using Tollgate.Domain;
using Tollgate.Domain.Accounts;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Administration;

/// <summary>What was changed, by whom and why: a principal's own limit, and the role map.</summary>
internal static class AdminHistoryApi
{
    public static void MapAdminHistory(this RouteGroupBuilder admin)
    {
        admin.MapGet("quotas/limit", ReadLimit).WithName("readLimit").WithSummary("The limit of a principal's own, if it has one, with who set it and why.")
            .Produces<PrincipalLimitBody>().Refuses(422);
        admin.MapGet("quotas/limit/events", ReadLimitEvents).WithName("readLimitEvents").WithSummary("Every change of a principal's own limit, oldest first.")
            .Produces<EventsBody>().Refuses(422);
        admin.MapGet("role-map/events", ReadRoleMapEvents).WithName("readRoleMapEvents").WithSummary("Every change of the role map, oldest first.")
            .Produces<EventsBody>().Refuses(422);
    }

    private static async Task<IResult> ReadLimit(
        HttpContext context, [Description(AdminQuery.Description)] string? principal, AdminQuery query, IEventStore store, IOptions<QuotaOptions> options)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem))
            return problem;

        var account = AccountState.Initial;
        DateTimeOffset? at = null;
        await foreach (var recorded in store.ReadAsync(AccountStream.Name(whose), 1, context.RequestAborted))
        {
            foreach (var data in recorded.Batch.Events)
                (account, at) = (account.Evolve(AccountEventCodec.Decode(data.Type, data.Data.Span)), data.At);
        }

        return JsonAnswer.Of(
            new PrincipalLimitBody(whose.Value, options.Value.DefaultDailyLimit, account.Override is { } own ? OverrideBody.Of(own, account, at!.Value) : null),
            AdminJson.Default.PrincipalLimitBody);
    }

    private static Task<IResult> ReadLimitEvents(
        HttpContext context,
        [Description(AdminQuery.Description)] string? principal,
        [Description(EventsQuery.AfterDescription)] string? after,
        [Description(EventsQuery.LimitDescription)] string? limit,
        AdminQuery query,
        StreamHistory history) =>
        query.TryParsePrincipal(principal, out var whose, out var problem)
            ? AnswerAsync(context, AccountStream.Name(whose), after, limit, history)
            : Task.FromResult<IResult>(problem);

    private static Task<IResult> ReadRoleMapEvents(
        HttpContext context,
        [Description(EventsQuery.AfterDescription)] string? after,
        [Description(EventsQuery.LimitDescription)] string? limit,
        StreamHistory history) => AnswerAsync(context, RoleMap.Stream, after, limit, history);

    private static async Task<IResult> AnswerAsync(HttpContext context, string stream, string? after, string? limit, StreamHistory history)
    {
        if (!EventsQuery.TryParse(day: null, after, limit, out var events, out var problem))
            return problem;

        var (page, failure) = await history.ReadAsync(stream, events.After, events.Limit, context.RequestAborted);
        return page is not null ? JsonAnswer.Of(page, EventsJson.Default.EventsBody) : failure!;
    }
}
