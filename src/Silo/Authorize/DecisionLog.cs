using Tollgate.Domain;
using Tollgate.Domain.Quotas;

namespace Tollgate.Silo.Authorize;

/// <summary>One structured record for every denial, under the id that the caller was given.</summary>
internal sealed partial class DecisionLog(ILogger<DecisionLog> logger)
{
    /// <param name="quota">The day that the denial rests on; null where the role alone decided.</param>
    public void Denied(DecisionContext decision, DenialReason reason, long roleMapVersion, QuotaReading? quota)
    {
        if (logger.IsEnabled(LogLevel.Information))
        {
            LogDenied(
                decision.Id, decision.Caller.Principal.Value, reason.ToName(), decision.Command.Method.Value, decision.Command.Path.Value,
                roleMapVersion, quota?.Version ?? 0);
        }
    }

    [LoggerMessage(Level = LogLevel.Information,
        Message = "Denied {DecisionId}: {Principal} {Reason} {Method} {Path}, role map {RoleMapVersion}, quota {QuotaVersion}.")]
    private partial void LogDenied(
        string decisionId, string principal, string reason, string method, string path, long roleMapVersion, long quotaVersion);
}
