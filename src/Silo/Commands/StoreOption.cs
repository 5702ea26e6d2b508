using System.CommandLine;
using Tollgate.DynamoDb;
using Tollgate.DynamoDb.EventStore;
using Tollgate.Grains.Quotas;
using Tollgate.Silo.Hosting;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Commands;

/// <summary>Which log a command works on: the file that is named, else the log of a silo with the same settings.</summary>
internal sealed class StoreOption() : Option<string?>("--store")
{
    public static StoreOption Create() => new() { Description = "The file of the event log. Default: the log that the silo's settings name.", HelpName = "path" };

    /// <summary>For commands that work on a file and on nothing else.</summary>
    public string PathFrom(ParseResult arguments) => arguments.GetValue(this) ?? Configured();

    /// <summary>Opens the log to look at it; silos may serve it meanwhile.</summary>
    public async Task<OpenedLog> OpenAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        if (arguments.GetValue(this) is null && SiloSettings.Read<StoreOptions>(StoreOptions.SectionName).Provider == StoreProvider.DynamoDb)
        {
            var tables = await DynamoDbLog.OpenAsync(SiloSettings.ReadValid<DynamoDbOptions>(DynamoDbOptions.SectionName), clock, stopping);
            return new(tables.Store, tables.Store, tables);
        }

        var file = SqliteLogView.Open(PathFrom(arguments));
        return new(file, file, file);
    }

    /// <summary>Opens the log to write to it: a file that no silo serves, or a table that any number may.</summary>
    public async Task<WritableLog> OpenToWriteAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        if (arguments.GetValue(this) is null && SiloSettings.Read<StoreOptions>(StoreOptions.SectionName).Provider == StoreProvider.DynamoDb)
        {
            var expiry = StreamExpiry.After(SiloSettings.ReadValid<RetentionOptions>(RetentionOptions.SectionName));
            var tables = await DynamoDbLog.OpenAsync(SiloSettings.ReadValid<DynamoDbOptions>(DynamoDbOptions.SectionName), clock, stopping, expiry);
            return new(tables.Store, tables);
        }

        var file = SqliteEventStore.Open(new SqliteEventStoreOptions { Path = PathFrom(arguments) });
        return new(file, file);
    }

    private static string Configured()
    {
        var store = SiloSettings.Read<StoreOptions>(StoreOptions.SectionName);
        return store.Provider == StoreProvider.Sqlite
            ? store.SqlitePath
            : throw new CommandFailedException($"Store:Provider is {store.Provider}, which has no file; name one with --store.");
    }
}
