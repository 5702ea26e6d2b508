using Tollgate.Domain;

namespace Tollgate.Silo.Decisions;

/// <summary>Every denial goes through here: one structured log record, under the id that the caller was given, within the cap. An allowed call is in the event log.</summary>
internal sealed partial class DecisionLog(LogCap cap, RecentDecisions recent, ILogger<DecisionLog> logger)
{
    private long _unlogged;

    /// <summary>How many denials were not logged since the process started.</summary>
    public long Unlogged => Interlocked.Read(ref _unlogged);

    public void AddDenied(DecisionRecord record)
    {
        if (cap.TryTake(record.Principal, out var unlogged))
        {
            recent.AddLogged(record);
            LogDenied(
                record.Id, record.Principal.Value, record.Denial.ToName(), record.Method, record.Path, record.RoleMapVersion, record.Quota?.Version ?? 0, unlogged);
        }
        else
        {
            Interlocked.Increment(ref _unlogged);
            recent.Add(record);
        }
    }

    [LoggerMessage(Level = LogLevel.Information, Message =
        "Denied {DecisionId}: {Principal} {Reason} {Method} {Path}, role map {RoleMapVersion}, quota {QuotaVersion}; {Unlogged} more not logged before.")]
    private partial void LogDenied(
        string decisionId, string principal, string reason, string method, string path, long roleMapVersion, long quotaVersion, long unlogged);
}
