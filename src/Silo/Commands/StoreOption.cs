using System.CommandLine;
using Tollgate.Silo.Hosting;

namespace Tollgate.Silo.Commands;

/// <summary>Which file a command works on: the one named, else the one that a silo with the same settings would serve.</summary>
internal sealed class StoreOption() : Option<string?>("--store")
{
    public static StoreOption Create() => new() { Description = "The file of the event log. Default: Store:SqlitePath, as the silo reads it.", HelpName = "path" };

    public string PathFrom(ParseResult arguments) => arguments.GetValue(this) ?? Configured();

    private static string Configured()
    {
        var store = SiloSettings.Read<StoreOptions>(StoreOptions.SectionName);
        return store.Provider == StoreProvider.Sqlite
            ? store.SqlitePath
            : throw new CommandFailedException($"Store:Provider is {store.Provider}, which has no file; name one with --store.");
    }
}
