using System.CommandLine;
using Tollgate.Grains.Quotas;

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

    public static Task<LogTotals> FoldAsync(OpenedLog log, ProgressLine progress, Action<string> report, TimeProvider clock, CancellationToken stopping) =>
        new LogVerifier(log.Reader, log.Catalog, SiloSettings.Read<RetentionOptions>(RetentionOptions.SectionName), clock, progress, report).RunAsync(stopping);

    private static async Task<int> RunAsync(ParseResult arguments, TimeProvider clock, CancellationToken stopping)
    {
        var (output, error) = (arguments.InvocationConfiguration.Output, arguments.InvocationConfiguration.Error);
        using var log = await Store.OpenAsync(arguments, clock, stopping);
        var totals = await FoldAsync(log, new ProgressLine(error, clock), output.WriteLine, clock, stopping);
        if (totals.Cut > 0)
            await error.WriteLineAsync($"The beginning of {totals.Cut} streams of expired days has been removed: they were counted, not folded.");
        await output.WriteLineAsync($"{totals}");
        return totals.Violations == 0 ? 0 : Violated;
    }
}
