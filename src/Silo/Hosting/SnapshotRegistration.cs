using Microsoft.Extensions.Options;
using Orleans.Storage;
using Tollgate.Grains.Quotas;
using Tollgate.Sqlite.GrainState;

namespace Tollgate.Silo.Hosting;

/// <summary>Where snapshots of long days are kept: beside the event log, in a file that can be deleted at any time. A log in memory has none.</summary>
internal static partial class SnapshotRegistration
{
    private const string FileExtension = ".snapshots.db";

    public static void AddSnapshots(this WebApplicationBuilder builder) =>
        builder.Services.AddKeyedSingleton<IGrainStorage>(QuotaSnapshots.StorageName, static (services, _) => Open(services)!);

    /// <returns>Null where there are none: days are folded from their first event then.</returns>
    private static SqliteGrainStorage? Open(IServiceProvider services)
    {
        var options = services.GetRequiredService<IOptions<StoreOptions>>().Value;
        if (options.Provider != StoreProvider.Sqlite)
            return null;

        try
        {
            return SqliteGrainStorage.Open(Path.ChangeExtension(options.SqlitePath, FileExtension), services);
        }
        catch (GrainStateUnavailableException failure)
        {
            LogNoSnapshots(services.GetRequiredService<ILogger<Program>>(), failure.Message);
            return null;
        }
    }

    [LoggerMessage(Level = LogLevel.Warning, Message = "Long days are opened without snapshots: {Reason}")]
    private static partial void LogNoSnapshots(ILogger logger, string reason);
}
