using System.Globalization;

namespace Tollgate.Log;

/// <summary>One run: write the log, kill who wrote it, start the silo on it, read from it, remove from it.</summary>
internal sealed class LogRun(LogOptions options, TextWriter output, CancellationToken stopping)
{
    private readonly DateTimeOffset _now = TimeProvider.System.GetUtcNow();

    public async Task<LogReport> RunAsync()
    {
        if (options.Log is { } log)
            return await MeasureAsync(Path.GetFullPath(log), filled: null);

        var folder = Path.GetFullPath(Path.Combine(options.Folder, $"{Environment.ProcessId}"));
        Directory.CreateDirectory(folder);
        try
        {
            var path = Path.Combine(folder, "tollgate.db");
            return await MeasureAsync(path, await FillAsync(path));
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private async Task<FillResult> FillAsync(string path)
    {
        await output.WriteLineAsync($"{options.AllEvents:N0} events into {path}");
        var started = TimeProvider.System.GetTimestamp();
        var memory = await FillProcess.RunAndKillAsync(FillArguments(path), output, stopping);
        await output.WriteLineAsync("killed");
        return new FillResult(TimeProvider.System.GetElapsedTime(started), memory);
    }

    private async Task<LogReport> MeasureAsync(string path, FillResult? filled)
    {
        var plan = new LogPlan(options, _now);
        await ColdFile.ForgetAsync(path, $"{path}-wal");
        await output.WriteLineAsync($"starting the silo on {path}");
        var restarted = await Restart.TimeAsync(path, stopping);

        await output.WriteLineAsync($"reading {options.Reads} days from the disk");
        var reads = new ColdReads(options, plan, path);
        var unread = await reads.ReadUnreadDaysAsync(stopping);
        var forgotten = await reads.ReadForgottenDaysAsync(stopping);
        var warm = await reads.ReadWarmDaysAsync(stopping);
        var bytes = new FileInfo(path).Length;

        await output.WriteLineAsync($"appending for {options.Seconds} s, then as long beside the removal of old days");
        var retention = await new RetentionRun(options, plan, path).RunAsync(stopping);
        return new LogReport(options, filled, bytes, restarted, unread, forgotten, warm, retention);
    }

    private string[] FillArguments(string path) =>
    [
        "--path", path, "--now", _now.ToString("O", CultureInfo.InvariantCulture), "--events", $"{options.Events}", "--users", $"{options.Users}",
        "--events-of-a-day", $"{options.EventsOfADay}",
    ];
}
