using System.CommandLine;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Silo.Commands.Verify;

/// <summary>Folds every stream of a log and says what should not be there.</summary>
internal static class VerifyCommand
{
    private const int Violated = 2;

    private static readonly StoreOption Store = StoreOption.Create();

    public static Command Create(TimeProvider clock)
    {
        var command = new Command("verify", "Folds every stream of the log and checks that no limit was exceeded; exit code 2 if one was.") { Store };
        command.SetAction((arguments, stopping) => RunAsync(arguments, clock, stopping));
        return command;
    }

    private static async Task<int> RunAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        using var log = SqliteLogView.Open(Store.PathFrom(arguments));
        var totals = await new LogVerifier(log, log, clock, new ProgressLine(error, clock), output.WriteLine).RunAsync(stopping);
        if (totals.Expired > 0)
            await error.WriteLineAsync($"The beginning of {totals.Expired} streams of past days has been removed: they were not folded.");
        await output.WriteLineAsync($"{totals}");
        return totals.Violations == 0 ? 0 : Violated;
    }
}
