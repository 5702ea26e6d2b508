using Microsoft.Extensions.Logging;
using Tollgate.Domain.Quotas;

namespace Tollgate.Grains.Quotas;

internal static partial class QuotaLog
{
    [LoggerMessage(Level = LogLevel.Warning,
        Message = "The open day {Day} of {Principal} begins further ahead of the clock ({Now:O}) than clocks may differ; it is abandoned.")]
    public static partial void DayAbandoned(this ILogger logger, string principal, QuotaDay day, DateTimeOffset now);
}
