using System.Text.Json;
using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Problems;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Authorize;

/// <summary>The question of every API call, in the order size, token, body, path, role, quota. Only the last costs anything.</summary>
internal static class AuthorizeApi
{
    public static void MapAuthorize(this WebApplication app) =>
        app.MapPost("/v1/authorize", Authorize).RequireAuthorization();

    private static async Task Authorize(
        HttpContext context, CallerReader callers, RoleMapCopy roleMap, QuotaClient quotas, DecisionLog log, TimeProvider clock)
    {
        if (!callers.TryRead(context.User, out var caller))
        {
            await Problem.Unauthenticated.WriteAsync(context);
            return;
        }

        var (command, problem) = await ReadAsync(context);
        if (command is null)
        {
            await problem!.WriteAsync(context);
            return;
        }

        if (!roleMap.TryGet(out var map))
        {
            await Problem.Unavailable("role-map-stale", "The role map could not be confirmed lately.").WriteAsync(context);
            return;
        }

        var decision = new DecisionContext(Guid.CreateVersion7().ToString("N"), caller, command);
        var role = RoleDecisions.Authorize(map, caller.Roles, command.Method, command.Path);
        if (role.Denial is { } denial)
        {
            log.Denied(decision, denial, role.RoleMapVersion, quota: null);
            await DecisionAnswers.Forbidden(decision, denial).WriteAsync(context);
            return;
        }

        var charge = new ChargeCalls(command.RequestId, command.Units, role.Resource!, command.Method.Value);
        var reply = await ChargeAsync(quotas, caller.Principal, charge);
        switch (reply)
        {
            case { Status: QuotaStatus.Done or QuotaStatus.Replayed, Quota: { } quota }:
                var replayed = reply.Status == QuotaStatus.Replayed;
                await WriteAllowAsync(context, decision, role.Resource!, replayed, quota.ToReading(), clock.GetUtcNow());
                break;
            case { Status: QuotaStatus.Denied, Quota: { } quota }:
                log.Denied(decision, DenialReason.QuotaExhausted, role.RoleMapVersion, quota.ToReading());
                RateLimitHeaders.Write(context.Response.Headers, quota.ToReading(), clock.GetUtcNow());
                await DecisionAnswers.Exhausted(decision, quota.ToReading(), clock.GetUtcNow()).WriteAsync(context);
                break;
            default:
                await DecisionAnswers.Undecided(decision, reply?.Status).WriteAsync(context);
                break;
        }
    }

    private static async Task<(AuthorizeCommand? Command, Problem? Problem)> ReadAsync(HttpContext context)
    {
        try
        {
            var body = await JsonSerializer.DeserializeAsync(context.Request.Body, AuthorizeJson.Default.AuthorizeBody, context.RequestAborted);
            if (body is null)
                return (null, Problem.BadBody("The body is null."));

            return AuthorizeCommand.TryParse(body, out var command, out var problem) ? (command, null) : (null, problem);
        }
        catch (JsonException)
        {
            return (null, Problem.BadBody("The body is not a JSON object with the members method, path, units and requestId."));
        }
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

    private static Task WriteAllowAsync(
        HttpContext context, DecisionContext decision, string resource, bool replayed, QuotaReading quota, DateTimeOffset now)
    {
        RateLimitHeaders.Write(context.Response.Headers, quota, now);
        context.Response.Headers.CacheControl = "no-store";
        var body = new AllowBody(
            "allow", decision.Id, decision.Caller.Principal.Value, decision.Caller.Roles, resource, replayed, QuotaBody.Of(quota));
        return context.Response.WriteAsJsonAsync(body, AuthorizeJson.Default.AllowBody);
    }
}
