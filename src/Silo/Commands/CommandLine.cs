using System.CommandLine;
using System.Globalization;
using Tollgate.Silo.Commands.Events;
using Tollgate.Silo.Commands.Import;
using Tollgate.Silo.Commands.Verify;

namespace Tollgate.Silo.Commands;

/// <summary>What the process does besides serving. What goes wrong is one plain line on standard error and exit code 1, no stack trace.</summary>
internal static class CommandLine
{
    private const int Failed = 1;
    private const int Interrupted = 130;

    // Settings begin with a dash or a slash or hold an equals sign; with them, and with nothing, the silo serves.
    public static bool IsMeant(string[] args) => args is [var first, ..]
        && (first is "--help" or "-h" or "-?" or "--version" || (first is not (['-' or '/', ..] or "") && !first.Contains('=', StringComparison.Ordinal)));

    public static Task<int> RunAsync(string[] args) => RunAsync(args, Console.Out, Console.Error, TimeProvider.System);

    public static async Task<int> RunAsync(string[] args, TextWriter output, TextWriter error, TimeProvider clock)
    {
        CultureInfo.DefaultThreadCurrentCulture = CultureInfo.CurrentCulture = CultureInfo.InvariantCulture;
        try
        {
            var parsed = Commands(clock).Parse(args);
            if (parsed.Errors.Count > 0)
                throw new CommandFailedException(string.Join(" ", parsed.Errors.Select(mistake => mistake.Message)));
            return await parsed.InvokeAsync(new() { Output = output, Error = error, EnableDefaultExceptionHandler = false });
        }
        catch (OperationCanceledException)
        {
            await error.WriteLineAsync("tollgate: Stopped.");
            return Interrupted;
        }
        catch (Exception failure) when (CommandFailure.Describe(failure) is { } line)
        {
            await error.WriteLineAsync($"tollgate: {line}");
            return Failed;
        }
    }

    private static RootCommand Commands(TimeProvider clock) =>
        new("Without a command it serves, set up by appsettings.json, the environment and arguments such as --Urls=http://127.0.0.1:8080.")
        {
            EventsCommand.Create(clock),
            VerifyCommand.Create(clock),
            BackupCommand.Create(clock),
            RestoreCommand.Create(clock),
            ImportCommand.Create(clock),
            HealthCommand.Create(),
        };
}
