using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Decisions;
using Tollgate.Silo.Observability;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Authorize;

/// <summary>The question of every API call, in the order size, token, body, path, role, quota. Only the last costs anything.</summary>
internal static class AuthorizeApi
{
    public static void MapAuthorize(this WebApplication app) =>
        app.MapPost("/v1/authorize", Authorize).RequireAuthorization().WithTags("Decision")
            .WithName("authorize").WithSummary("May the bearer make this call now? A yes is charged, a no costs nothing.")
            .TakesJson<AuthorizeBody>().Produces<AllowBody>()
            .Refuses(400, 401, 403, 409, 413, 422, 429, 503);

    private static async Task<IResult> Authorize(
        HttpContext context, RoleMapCopy roleMap, QuotaClient quotas, DecisionLog log, TimeProvider clock)
    {
        var began = clock.GetTimestamp();
        var (body, unreadable) = await JsonBody.ReadAsync(context, AuthorizeJson.Default.AuthorizeBody, "method, path, units and requestId");
        if (body is null)
            return unreadable!;
        if (!AuthorizeCommand.TryParse(body, out var command, out var invalid))
            return invalid;
        if (!roleMap.TryGet(out var map))
            return Problem.RoleMapStale;

        var caller = context.Caller();
        var decision = new DecisionContext(Guid.CreateVersion7().ToString("N"), caller, command);
        var role = RoleDecisions.Authorize(map, caller.Roles, command.Method, command.Path);
        if (role.Denial is { } denial)
        {
            SiloInstruments.CountDecision(denial.ToName(), clock.GetElapsedTime(began));
            log.Add(decision.ToRecord(clock.GetUtcNow(), role, denial));
            return DecisionAnswers.Forbidden(decision, denial);
        }

        var reply = await ChargeAsync(quotas, caller.Principal, new(command.RequestId, command.Units, role.Resource!, command.Method.Value));
        var took = clock.GetElapsedTime(began);
        if (reply is { Status: QuotaStatus.Done or QuotaStatus.Replayed or QuotaStatus.Denied, Quota: { } quota })
            return Decided(context, decision, role, reply.Status, quota.ToReading(), log, clock.GetUtcNow(), took);

        SiloInstruments.CountDecision("undecided", took);
        return DecisionAnswers.Undecided(decision, reply?.Status);
    }

    private static IResult Decided(
        HttpContext context, DecisionContext decision, RoleOutcome role, QuotaStatus status, QuotaReading quota, DecisionLog log, DateTimeOffset now, TimeSpan took)
    {
        DenialReason? denial = status == QuotaStatus.Denied ? DenialReason.QuotaExhausted : null;
        SiloInstruments.CountDecision(denial?.ToName() ?? (status == QuotaStatus.Replayed ? "replayed" : "allowed"), took);
        log.Add(decision.ToRecord(now, role, denial, quota));
        RateLimitHeaders.Write(context.Response.Headers, quota, now);
        return denial is null
            ? JsonAnswer.Of(AllowBody.Of(decision, role.Resource!, status == QuotaStatus.Replayed, quota), AuthorizeJson.Default.AllowBody)
            : DecisionAnswers.Exhausted(decision, quota, now);
    }

    /// <returns>Null where no decision came in time.</returns>
    private static async Task<QuotaReply?> ChargeAsync(QuotaClient quotas, Principal principal, ChargeCalls charge)
    {
        try
        {
            return await quotas.ChargeAsync(principal, charge);
        }
        catch (TimeoutException)
        {
            return null;
        }
    }
}
