using Microsoft.Extensions.Options;
using Tollgate.EventStore;
using Tollgate.Grains.Usage;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Hosting;

internal static class EventStoreRegistration
{
    /// <summary>The key of the store itself; without it one gets the store as <see cref="WatchedEventStore"/> watches it.</summary>
    public const string Itself = "itself";

    /// <summary>
    /// The one event log of the process. It is opened before the silo starts, so that a bad file stops the start, and closed with the container,
    /// after every grain has committed what it had queued.
    /// </summary>
    public static void AddEventStore(this WebApplicationBuilder builder)
    {
        builder.Services.AddKeyedSingleton(Itself, static (services, _) => Open(services));
        builder.Services.AddSingleton<IEventStore>(static services =>
            new WatchedEventStore(services.GetRequiredKeyedService<IEventStore>(Itself), services.GetRequiredService<UsageReporter>()));
        builder.Services.AddHostedService<EventStoreWarmUp>();
    }

    private static IEventStore Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        return options.Provider switch
        {
            StoreProvider.Sqlite => SqliteEventStore.Open(new SqliteEventStoreOptions { Path = options.SqlitePath }),
            StoreProvider.InMemory => new InMemoryEventStore(),
            _ => throw new InvalidConfigurationException($"Store:Provider '{options.Provider}' is not known."),
        };
    }

    private sealed class EventStoreWarmUp([FromKeyedServices(Itself)] IEventStore store) : IHostedService
    {
        public Task StartAsync(CancellationToken cancellationToken) => Task.FromResult(store);

        public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
    }
}
