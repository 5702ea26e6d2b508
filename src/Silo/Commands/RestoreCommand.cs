using System.CommandLine;
using Tollgate.Silo.Commands.Verify;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Commands;

/// <summary>Puts a backup in the place of the log, once every stream of it has been folded. The old log is kept.</summary>
internal static class RestoreCommand
{
    private static readonly StoreOption Store = StoreOption.Create();
    private static readonly Option<string> From = new("--from") { Description = "The backup.", HelpName = "path", Required = true };

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("restore", "Puts a backup in the place of the log, which no silo may be serving, and keeps the old one.") { From, Store };
        command.SetAction((arguments, stopping) => RunAsync(arguments, clock, stopping));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        var (path, backup) = (Path.GetFullPath(Store.PathFrom(arguments)), Path.GetFullPath(arguments.GetRequiredValue(From)));
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        var progress = new ProgressLine(error, clock);

        using var restore = await SqliteLogRestore.PrepareAsync(path, backup, progress.Percentage("Copied"), stopping);
        using (var candidate = SqliteLogView.Open(restore.Candidate))
        {
            var checkedLog = await VerifyCommand.FoldAsync(new(candidate, candidate), progress, error.WriteLine, clock, stopping);
            if (checkedLog.Violations > 0)
                throw new CommandFailedException($"'{backup}' is not restored: {checkedLog}.");
        }

        stopping.ThrowIfCancellationRequested();
        var kept = restore.Complete(clock.GetUtcNow());
        await output.WriteLineAsync($"Restored '{path}' from '{backup}'.{(kept is null ? "" : $" The old log is kept as '{kept}'.")}");
        return 0;
    }
}
