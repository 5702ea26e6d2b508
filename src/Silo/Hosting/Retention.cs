using Microsoft.Extensions.Options;
using Tollgate.Domain.Quotas;
using Tollgate.Domain.Usage;
using Tollgate.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Hosting;

/// <summary>Removes quota days past their retention, once an hour. Accounts and the role map are kept for ever.</summary>
internal sealed class Retention(
    [FromKeyedServices(EventStoreRegistration.Itself)] IEventStore store, IOptions<RetentionOptions> options, TimeProvider clock, ILogger<Retention> logger) : BackgroundService
{
    private static readonly string[] Daily = [QuotaStream.Prefix, UsageStream.Prefix];

    private static readonly TimeSpan Interval = TimeSpan.FromHours(1);

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        if (store is not SqliteEventStore sqlite)
            return;

        using var timer = new PeriodicTimer(Interval, clock);
        do
        {
            try
            {
                // A day's last event may be a refund as old as the day is kept; what is older than that was unreadable before.
                var cutoff = clock.GetUtcNow().AddDays(-(options.Value.RetentionDays + 1));
                foreach (var prefix in Daily)
                    if (await sqlite.RemoveBeforeAsync(cutoff, prefix, stoppingToken) is > 0 and var removed)
                        logger.OldDaysRemoved(removed, prefix, cutoff);
            }
            catch (EventStoreUnavailableException e)
            {
                logger.OldDaysNotRemoved(e); // the next hour goes on from there
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

internal static partial class RetentionLog
{
    [LoggerMessage(Level = LogLevel.Information, Message = "Removed {Batches} batches of streams {Prefix}*, older than {Cutoff:O}.")]
    public static partial void OldDaysRemoved(this ILogger logger, long batches, string prefix, DateTimeOffset cutoff);

    [LoggerMessage(Level = LogLevel.Warning, Message = "Old quota days could not be removed now.")]
    public static partial void OldDaysNotRemoved(this ILogger logger, Exception exception);
}
