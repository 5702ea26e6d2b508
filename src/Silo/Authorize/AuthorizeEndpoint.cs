using Tollgate.Domain;
using Tollgate.Domain.Roles;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Grains.Roles;
using Tollgate.Silo.Admission;
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
    WaitingRoom room, TokenVerifier tokens, RoleMapCopy roleMap, QuotaClient quotas, DecisionLog log, FaultAnswers faults, TimeProvider clock)
{
    private const string Members = "method, path, units and requestId";

    public async Task AnswerAsync(HttpContext context)
    {
        try
        {
            // Where there is no room it is said at once, before anything is read or checked: saying no must cost next to nothing.
            var answer = room.HasRoom() ? RequestBounds.Check(context) ?? await DecideAsync(context) : Problem.Overloaded;
            SiloInstruments.CountUndecided(answer);
            await answer.ExecuteAsync(context);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            var problem = faults.Of(fault, context);
            SiloInstruments.CountUndecided(problem);
            await problem.WriteAsync(context);
        }
    }

    private async ValueTask<IResult> DecideAsync(HttpContext context)
    {
        var began = clock.GetTimestamp();
        var verdict = await tokens.VerifyAsync(BearerToken.Of(context.Request), context.RequestAborted);
        if (verdict.Caller is not { } caller)
            return verdict.Problem!;

        var (body, unreadable) = await JsonBody.ReadAsync(context, AuthorizeJson.Default.AuthorizeBody, Members);
        if (body is null)
            return unreadable!;

        var id = SortableId.New(clock.GetUtcNow()).ToString("N");
        if (!AuthorizeCommand.TryParse(body, ifUnnamed: id, out var command, out var invalid))
            return invalid;

        return await DecideAsync(context, new DecisionContext(id, caller, command), began);
    }

    /// <summary>The decision on a call whose caller is known. A yes is charged, and is no <see cref="Problem"/>; what remains is in the answer's headers.</summary>
    /// <param name="began">When the call came, by the clock's time stamps.</param>
    public async ValueTask<IResult> DecideAsync(HttpContext context, DecisionContext decision, long began)
    {
        if (!roleMap.TryGet(out var map))
            return Problem.RoleMapStale;

        var (caller, command) = (decision.Caller, decision.Command);
        var role = RoleDecisions.Authorize(map, caller.Roles, command.Method, command.Path);
        if (role.Denial is { } denial)
        {
            SiloInstruments.CountDecision(denial.ToName(), clock.GetElapsedTime(began));
            log.AddDenied(decision.ToRecord(clock.GetUtcNow(), role, denial));
            return DecisionAnswers.Forbidden(decision, denial);
        }

        var status = QuotaStatus.Late;
        var entered = room.Enter();
        QuotaReply reply;
        try
        {
            reply = await quotas.ChargeAsync(caller.Principal, new(command.RequestId, command.Units, role.Resource!, command.Method.Value));
            status = reply.Status;
        }
        finally
        {
            room.Leave(entered, isDecided: status is not (QuotaStatus.Unavailable or QuotaStatus.Overloaded or QuotaStatus.Late));
        }

        return reply is { Status: QuotaStatus.Done or QuotaStatus.Replayed or QuotaStatus.Denied, Quota: { } quota }
            ? Decided(context, decision, role, reply.Status, quota, clock.GetElapsedTime(began))
            : DecisionAnswers.Undecided(decision, reply.Status);
    }

    private IResult Decided(
        HttpContext context, DecisionContext decision, RoleOutcome role, QuotaStatus status, QuotaMessage quota, TimeSpan took)
    {
        var (reading, now) = (quota.ToReading(), clock.GetUtcNow());
        RateLimitHeaders.Write(context.Response.Headers, reading, now);
        if (status == QuotaStatus.Denied)
        {
            SiloInstruments.CountDecision(DenialReason.QuotaExhausted.ToName(), took);
            log.AddDenied(decision.ToRecord(now, role, DenialReason.QuotaExhausted, reading));
            return DecisionAnswers.Exhausted(decision, reading, now);
        }

        var isReplay = status == QuotaStatus.Replayed;
        SiloInstruments.CountDecision(isReplay ? "replayed" : "allowed", took);
        return JsonAnswer.Of(AllowBody.Of(decision, role.Resource!, isReplay, reading), AuthorizeJson.Default.AllowBody);
    }
}
