using Microsoft.Extensions.Options;
using Tollgate.Domain.Quotas;
using Tollgate.EventStore;
using Tollgate.Grains.Usage;
using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Usage;

/// <summary>
/// What a crash kept from the usage directory: at the start, the streams of yesterday, today and tomorrow are told again; who is known already
/// changes nothing. Only where the store is this silo's own: to list a table that is shared costs a read of all of it.
/// </summary>
internal sealed class UsageCatchUp(
    [FromKeyedServices(EventStoreRegistration.Itself)] IEventStore store,
    IOptions<StoreOptions> options,
    UsageReporter usage,
    TimeProvider clock,
    ILogger<UsageCatchUp> logger)
    : BackgroundService
{
    /// <summary>Whether names of before the start may still be missing.</summary>
    public bool IsRunning { get; private set; } = true;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        try
        {
            if (options.Value.Provider is StoreProvider.Sqlite or StoreProvider.InMemory && store is IStreamCatalog catalog)
                await CatchUpAsync(catalog, stoppingToken);
        }
        catch (EventStoreUnavailableException e)
        {
            logger.UsageNotCaughtUp(e);
            return; // and says so for as long as the process lives
        }

        IsRunning = false;
    }

    private async Task CatchUpAsync(IStreamCatalog catalog, CancellationToken stoppingToken)
    {
        await Task.Yield(); // the start waits for nothing of this
        var today = QuotaDay.Of(clock.GetUtcNow());
        await foreach (var stream in catalog.ListAsync(QuotaStream.Prefix, stoppingToken))
            if (QuotaStream.TryParse(stream, out var principal, out var day) && Math.Abs(day.Date.DayNumber - today.Date.DayNumber) <= 1)
                usage.Saw(principal, day);
    }
}

internal static partial class UsageCatchUpLog
{
    [LoggerMessage(Level = LogLevel.Warning, Message = "The log could not be listed: who used the service before the start may be missing in the list of principals.")]
    public static partial void UsageNotCaughtUp(this ILogger logger, Exception exception);
}
