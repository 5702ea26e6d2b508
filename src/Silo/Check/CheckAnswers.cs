using System.Globalization;
using Tollgate.Silo.Authentication;
using Tollgate.Silo.Problems;

namespace Tollgate.Silo.Check;

/// <summary>Answers for proxies: what they, and the API behind them, are to know is in headers.</summary>
internal static class CheckAnswers
{
    private const string PrincipalHeader = "X-Quota-Principal";
    private const string RolesHeader = "X-Quota-Roles";
    private const string DecisionHeader = "X-Quota-Decision-Id";
    private const string StatusHeader = "X-Quota-Status";
    private const string ReasonHeader = "X-Quota-Deny-Reason";

    /// <summary>Exactly 200, for Envoy takes nothing else for a yes.</summary>
    public static void Allow(HttpResponse response, Caller caller, string decisionId)
    {
        response.Headers.CacheControl = "no-store";
        response.Headers[PrincipalHeader] = HeaderText.Of(caller.Principal.Value);
        response.Headers[RolesHeader] = string.Join(", ", caller.Roles.Select(HeaderText.Of));
        response.Headers[DecisionHeader] = decisionId;
        response.ContentLength = 0;
    }

    public static Task DenyAsync(HttpContext context, Problem problem, CheckMode mode)
    {
        var headers = context.Response.Headers;
        headers[StatusHeader] = problem.Status.ToString(CultureInfo.InvariantCulture);
        headers[ReasonHeader] = problem.Reason;
        if (problem.DecisionId is { } id)
            headers[DecisionHeader] = id;

        var isOurFault = problem.Status >= 500;
        var status = mode == CheckMode.Forbids && !isOurFault && problem.Status != StatusCodes.Status401Unauthorized ? StatusCodes.Status403Forbidden : problem.Status;
        return (problem with { Status = status }).WriteAsync(context);
    }
}
