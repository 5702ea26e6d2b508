using System.ComponentModel;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Answers;
using Tollgate.Silo.Cluster;
using Tollgate.Silo.Decisions;
using Tollgate.Silo.OpenApi;
using Tollgate.Silo.Quotas;

namespace Tollgate.Silo.Administration;

/// <summary>"Why was Alice refused at 14:03?", from what all silos remember of their denials and from the log.</summary>
internal static class AdminDecisionsApi
{
    private const int MaxDecisions = 100;

    public static void MapAdminDecisions(this RouteGroupBuilder admin) =>
        admin.MapGet("decisions", Explain).WithName("explainDecisions").WithSummary("Why a principal's latest calls were refused.")
            .Produces<DecisionsBody>().Refuses(422);

    private static async Task<IResult> Explain(
        HttpContext context,
        [Description(AdminQuery.Description)] string? principal,
        AdminQuery query,
        EverySilo<IDecisionsService> silos,
        QuotaClient quotas,
        DayHistory history)
    {
        if (!query.TryParsePrincipal(principal, out var whose, out var problem))
            return problem;

        var remembered = silos.AskAsync(silo => silo.Find(whose.Value, MaxDecisions));
        var reply = await quotas.ReadAsync(whose, day: null);
        if (reply is not { Status: QuotaStatus.Done, Quota: { } quota })
            return QuotaProblems.Of(reply.Status);

        var exhaustedAt = await history.FindExhaustionAsync(whose, quota.ToReading().Day, context.RequestAborted);
        var answers = await remembered;
        return JsonAnswer.Of(
            new DecisionsBody(whose.Value, Latest(answers), SilosBody.Of(answers), QuotaBody.Of(quota.ToReading()), exhaustedAt),
            DecisionsJson.Default.DecisionsBody);
    }

    private static IReadOnlyList<DecisionBody> Latest(SiloAnswers<DecisionMessage[]> answers) =>
        [.. answers.Given.SelectMany(given => given.Answer.Select(decision => DecisionBody.Of(given.Silo, decision)))
            .OrderByDescending(decision => decision.At).ThenByDescending(decision => decision.DecisionId, StringComparer.Ordinal)
            .Take(MaxDecisions)];
}
