using System.ComponentModel.DataAnnotations;
using Tollgate.Sqlite.EventStore;

namespace Tollgate.Log;

/// <summary>The commands: run, tell, judge; and the process that fills. The exit code says whether every bound held.</summary>
internal static class LogProgram
{
    public static async Task<int> RunAsync(LogOptions options, TextWriter output, CancellationToken stopping)
    {
        var faults = new List<ValidationResult>();
        if (!Validator.TryValidateObject(options, new ValidationContext(options), faults, validateAllProperties: true))
        {
            await output.WriteLineAsync(string.Join(' ', faults.Select(fault => fault.ErrorMessage)));
            return 1;
        }

        var report = await new LogRun(options, output, stopping).RunAsync();
        await report.WriteAsync(output);
        return report.Bounds.All(static bound => bound.Holds) ? 0 : 1;
    }

    /// <summary>Fills, says so, and waits to be killed: the log is never closed.</summary>
    public static async Task FillAsync(LogOptions options, string path, DateTimeOffset now, TextWriter output, CancellationToken stopping)
    {
        var store = SqliteEventStore.Open(new SqliteEventStoreOptions { Path = path });
        await new LogFill(store, options, new LogPlan(options, now)).RunAsync(events => output.WriteLine($"{events:N0} events"), stopping);
        await output.WriteLineAsync(FillProcess.Filled);
        await Task.Delay(Timeout.InfiniteTimeSpan, TimeProvider.System, stopping);
    }
}
