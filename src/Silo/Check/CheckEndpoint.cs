using Tollgate.EventStore;
using Tollgate.Silo.Admission;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Authorize;
using Tollgate.Silo.Observability;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Check;

/// <summary>
/// Answers a proxy that asks about a request before it lets it through: nginx, Caddy, Traefik, Envoy, HAProxy. It decides as <see cref="AuthorizeEndpoint"/>
/// does, but each check is a call of its own: whatever a proxy passes on as a request id may come from its client, who would call for free with it. The
/// body is never read.
/// </summary>
internal sealed class CheckEndpoint(
    WaitingRoom room, TokenVerifier tokens, AuthorizeEndpoint authorize, TrustedProxies proxies, FaultAnswers faults, TimeProvider clock)
{
    public async Task AnswerAsync(HttpContext context)
    {
        var mode = CheckMode.Statuses;
        try
        {
            var (request, unclear) = CheckedRequest.Read(context, proxies);
            mode = request.Mode;
            if ((unclear ?? (room.HasRoom() ? null : Problem.Overloaded) ?? await DecideAsync(context, request)) is { } problem)
                await DenyAsync(context, problem, mode);
        }
        catch (Exception fault) when (!context.Response.HasStarted)
        {
            await DenyAsync(context, faults.Of(fault, context), mode);
        }
    }

    private static Task DenyAsync(HttpContext context, Problem problem, CheckMode mode)
    {
        SiloInstruments.CountUndecided(problem);
        return CheckAnswers.DenyAsync(context, problem, mode);
    }

    private async Task<Problem?> DecideAsync(HttpContext context, CheckedRequest request)
    {
        if (context.Request.Headers.Authorization.Count > 1)
            return Problem.TwoAuthorizationHeaders;

        var began = clock.GetTimestamp();
        var verdict = await tokens.VerifyAsync(BearerToken.Of(context.Request), context.RequestAborted);
        if (verdict.Caller is not { } caller)
            return verdict.Problem!;

        var id = SortableId.New(clock.GetUtcNow()).ToString("N");
        if (!AuthorizeCommand.TryParse(new AuthorizeBody(request.Method, request.Path), ifUnnamed: id, out var command, out var invalid))
            return invalid;

        var answer = await authorize.DecideAsync(context, new DecisionContext(id, caller, command), began);
        if (answer is Problem problem)
            return problem;

        CheckAnswers.Allow(context.Response, caller, id);
        return null;
    }
}
