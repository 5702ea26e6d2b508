using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tollgate.Throughput.Loading;

/// <summary>What a run of the load generator found.</summary>
/// <param name="Refused">Answers that were no yes, and calls that had none.</param>
internal sealed record LoadResult(long Answered, double Seconds, double P50Ms, double P99Ms, long Refused)
{
    public double Throughput => Answered / Seconds;
}

/// <summary>wrk, as many calls as it gets answered, over so many connections.</summary>
internal static class Wrk
{
    private const int Connections = 64;

    public static async Task<LoadResult> RunAsync(string url, string tokenFile, int seconds, CancellationToken cancellationToken)
    {
        var start = new ProcessStartInfo("wrk") { RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in new[] { "-t1", $"-c{Connections}", $"-d{seconds}s", "--timeout", "10s", "-s", Path.Combine(AppContext.BaseDirectory, "Loading", "authorize.lua"), url, "--", tokenFile })
            start.ArgumentList.Add(argument);

        using var wrk = Process.Start(start) ?? throw new InvalidOperationException("wrk did not start.");
        var output = await wrk.StandardOutput.ReadToEndAsync(cancellationToken);
        var error = await wrk.StandardError.ReadToEndAsync(cancellationToken);
        await wrk.WaitForExitAsync(cancellationToken);
        var line = output.Split('\n').LastOrDefault(text => text.StartsWith('{'));
        if (wrk.ExitCode != 0 || line is null)
            throw new InvalidOperationException($"wrk failed: {error} {output}".ReplaceLineEndings(" "));

        using var said = JsonDocument.Parse(line);
        long Number(string name) => said.RootElement.GetProperty(name).GetInt64();
        return new(Number("answered"), Number("microseconds") / 1e6, Number("p50") / 1e3, Number("p99") / 1e3, Number("refused"));
    }
}
