using System.CommandLine;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Commands;

/// <summary>Copies the log while a silo serves it.</summary>
internal static class BackupCommand
{
    private static readonly StoreOption Store = StoreOption.Create();
    private static readonly Option<string> To = new("--to") { Description = "The file to write.", HelpName = "path", Required = true };
    private static readonly Option<bool> Force = new("--force") { Description = "Replace a file of that name." };

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("backup", "Writes the log, as it is now, to another file; a silo may serve it meanwhile.") { To, Force, Store };
        command.SetAction((arguments, stopping) => RunAsync(arguments, clock, stopping));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        var target = arguments.GetRequiredValue(To);
        var progress = new ProgressLine(arguments.InvocationConfiguration.Error, clock);
        using var log = SqliteLogView.Open(Store.PathFrom(arguments));
        await log.BackupAsync(target, arguments.GetValue(Force), progress.Percentage("Copied"), stopping);
        await arguments.InvocationConfiguration.Output.WriteLineAsync($"Backed up '{log.Path}' to '{Path.GetFullPath(target)}'.");
        return 0;
    }
}
