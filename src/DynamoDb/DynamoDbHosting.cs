using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Tollgate.DynamoDb.EventStore;
using Tollgate.DynamoDb.Tables;

namespace Tollgate.DynamoDb;

/// <summary>What the composition root calls.</summary>
public static class DynamoDbHosting
{
    /// <summary>The connection and the tables, after <see cref="DynamoDbOptions"/>, which the caller binds. Calling it again adds nothing.</summary>
    public static IServiceCollection AddDynamoDb(this IServiceCollection services)
    {
        services.TryAddSingleton(static provider => DynamoDbConnection.Open(provider.GetRequiredService<IOptions<DynamoDbOptions>>().Value));
        services.TryAddSingleton(static provider => new TollgateTables(provider.GetRequiredService<IOptions<DynamoDbOptions>>().Value.TablePrefix));
        services.TryAddSingleton(static provider => new TableSetup(
            provider.GetRequiredService<DynamoDbConnection>(),
            provider.GetRequiredService<IOptions<DynamoDbOptions>>().Value.CreateTables,
            TimeProvider.System, // it waits for AWS, not for the service's own clock
            provider.GetRequiredService<ILogger<TableSetup>>()));
        return services;
    }

    /// <summary>The event log. Needs <see cref="AddDynamoDb"/>, and <see cref="TableSetup.EnsureAsync"/> before it is used.</summary>
    /// <param name="expiresAt">When a stream of this name has expired; null for never.</param>
    public static DynamoDbEventStore CreateDynamoDbEventStore(this IServiceProvider services, Func<string, DateTimeOffset?> expiresAt) => new(
        services.GetRequiredService<DynamoDbConnection>(),
        services.GetRequiredService<TollgateTables>().Events.Name,
        expiresAt,
        services.GetRequiredService<TimeProvider>());
}
