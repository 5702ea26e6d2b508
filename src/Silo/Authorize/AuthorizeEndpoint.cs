using Tollgate.Domain;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Roles;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Decisions;
using Tollgate.Silo.Hosting;
using Tollgate.Silo.Observability;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Authorize;

/// <summary>
/// Answers whether the bearer may make a call now, in the order size, token, body, path, role, quota. Only the last costs anything. Every call of every
/// user comes through here, so it asks for everything itself: no filter or middleware stands before it.
/// </summary>
internal sealed class AuthorizeEndpoint(
    TokenVerifier tokens, RoleMapCopy roleMap, QuotaClient quotas, DecisionLog log, FaultAnswers faults, TimeProvider clock)
{
    private const string Members = "method, path, units and requestId";

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            var (question, refusal) = await ReadAsync(context);
            if (refusal is not null)
                await refusal.ExecuteAsync(context);
            else
                await Decided(context, question, await quotas.ChargeAsync(question.Decision.Caller.Principal, question.Charge)).ExecuteAsync(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await faults.Of(fault, context).WriteAsync(context);
        }
    }

    // Everything that costs nothing. What comes out is a call to charge, or a refusal.
    private async ValueTask<(Question Question, IResult? Refusal)> ReadAsync(HttpContext context)
    {
        if (RequestBounds.Check(context) is { } unbounded)
            return (default, unbounded);

        var verdict = await tokens.VerifyAsync(BearerToken.Of(context.Request), context.RequestAborted);
        if (verdict.Caller is not { } caller)
            return (default, verdict.Problem);

        var (body, unreadable) = await JsonBody.ReadAsync(context, AuthorizeJson.Default.AuthorizeBody, Members);
        if (body is null)
            return (default, unreadable);

        var id = SortableId.New(clock.GetUtcNow()).ToString("N");
        if (!AuthorizeCommand.TryParse(body, ifUnnamed: id, out var command, out var invalid))
            return (default, invalid);
        if (!roleMap.TryGet(out var map))
            return (default, Problem.RoleMapStale);

        var decision = new DecisionContext(id, caller, command);
        var role = RoleDecisions.Authorize(map, caller.Roles, command.Method, command.Path);
        if (role.Denial is not { } denial)
            return (new(decision, role), null);

        SiloInstruments.CountDecision(denial.ToName());
        log.AddDenied(decision.ToRecord(clock.GetUtcNow(), role, denial));
        return (default, DecisionAnswers.Forbidden(decision, denial));
    }

    private IResult Decided(HttpContext context, Question question, QuotaReply reply) =>
        reply is { Status: QuotaStatus.Done or QuotaStatus.Replayed or QuotaStatus.Denied, Quota: { } quota }
            ? Decided(context, question.Decision, question.Role, reply.Status, quota)
            : DecisionAnswers.Undecided(question.Decision, reply.Status);

    private IResult Decided(HttpContext context, DecisionContext decision, RoleOutcome role, QuotaStatus status, QuotaMessage quota)
    {
        var (reading, now) = (quota.ToReading(), clock.GetUtcNow());
        RateLimitHeaders.Write(context.Response.Headers, reading, now);
        if (status == QuotaStatus.Denied)
        {
            SiloInstruments.CountDecision(DenialReason.QuotaExhausted.ToName());
            log.AddDenied(decision.ToRecord(now, role, DenialReason.QuotaExhausted, reading));
            return DecisionAnswers.Exhausted(decision, reading, now);
        }

        var isReplay = status == QuotaStatus.Replayed;
        SiloInstruments.CountDecision(isReplay ? "replayed" : "allowed");
        return JsonAnswer.Of(AllowBody.Of(decision, role.Resource!, isReplay, reading), AuthorizeJson.Default.AllowBody);
    }

    // A call that its role allows.
    private readonly record struct Question(DecisionContext Decision, RoleOutcome Role)
    {
        public ChargeCalls Charge => new(Decision.Command.RequestId, Decision.Command.Units, Role.Resource!, Decision.Command.Method.Value);
    }
}
