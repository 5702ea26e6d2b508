using Microsoft.Extensions.Logging;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

internal static partial class QuotaLog
{
    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The open day {Day} of {Principal} begins further ahead of the clock ({Now:O}) than clocks may differ; it is abandoned.")]
    public static partial void DayAbandoned(this ILogger logger, string principal, QuotaDay day, DateTimeOffset now);

    [LoggerMessage(Level = LogLevel.Warning,
        Message = "Lease {Lease} of {Day} was forfeited or never written: the calls that took {Units} units of it are not in the log.")]
    public static partial void LeaseLost(this ILogger logger, string lease, long units, QuotaDay day);

    [LoggerMessage(Level = LogLevel.Warning, Message = "What the leases of {Principal} on {Day} were spent on cannot be written; they stay used.")]
    public static partial void LeasesNotSettled(this ILogger logger, string principal, QuotaDay day, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "The snapshot of {Stream} cannot be read; the day is folded from its first event.")]
    public static partial void SnapshotNotRead(this ILogger logger, string stream, Exception failure);

    [LoggerMessage(Level = LogLevel.Warning, Message = "A snapshot of {Stream} could not be written; the next one will be tried.")]
    public static partial void SnapshotNotWritten(this ILogger logger, string stream, Exception failure);
}
