using Microsoft.Extensions.Options;
using Orleans.Configuration;
using Orleans.Serialization;
using Orleans.Storage;
using Tollgate.DynamoDb.GrainState;
using Tollgate.Grains.Quotas;
using Tollgate.Sqlite.GrainState;

namespace Tollgate.Silo.Hosting;

/// <summary>
/// Where snapshots of long days are kept: beside the event log, in a file or a table that can be emptied at any time. A log in memory has none.
/// </summary>
internal static partial class SnapshotRegistration
{
    private const string FileExtension = ".snapshots.db";

    public static void AddSnapshots(this WebApplicationBuilder builder) =>
        builder.Services.AddKeyedSingleton<IGrainStorage>(QuotaSnapshots.StorageName, static (services, _) => Open(services)!);

    /// <returns>Null where there are none: days are folded from their first event then.</returns>
    private static IGrainStorage? Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        return options.Provider switch
        {
            StoreProvider.Sqlite => OpenFile(options.SqlitePath, services),
            StoreProvider.DynamoDb => OpenTable(services),
            _ => null,
        };
    }

    private static SqliteGrainStorage? OpenFile(string logPath, IServiceProvider services)
    {
        try
        {
            return SqliteGrainStorage.Open(Path.ChangeExtension(logPath, FileExtension), services);
        }
        catch (GrainStateUnavailableException failure)
        {
            LogNoSnapshots(services.GetRequiredService<ILogger<Program>>(), failure.Message);
            return null;
        }
    }

    // A snapshot is of use as long as its day is open, and while refunds still come in.
    private static IGrainStorage OpenTable(IServiceProvider services) => services.CreateDynamoDbGrainStorage(
        QuotaSnapshots.StorageName,
        new DynamoDbGrainStorageOptions
        {
            ServiceId = services.GetRequiredService<IOptions<ClusterOptions>>().Value.ServiceId,
            TimeToLive = TimeSpan.FromDays(7),
            GrainStorageSerializer = new OrleansGrainStorageSerializer(services.GetRequiredService<Serializer>()),
        });

    [LoggerMessage(Level = LogLevel.Warning, Message = "Long days are opened without snapshots: {Reason}")]
    private static partial void LogNoSnapshots(ILogger logger, string reason);
}
