using System.Diagnostics;
using System.Globalization;
using System.Text.Json;

namespace Tollgate.Throughput.Loading;

/// <summary>What a run of the load generator found.</summary>
/// <param name="Refused">Answers that were no yes, and calls that had none.</param>
internal sealed record LoadResult(long Answered, double Seconds, double P50Ms, double P99Ms, long Refused)
{
    public double Throughput => Answered / Seconds;

    /// <exception cref="BenchFailedException">Not every call was allowed: what was measured is something else.</exception>
    public void ThrowIfRefused(string contender)
    {
        if (Refused > 0)
            throw new BenchFailedException(string.Create(CultureInfo.InvariantCulture, $"{contender} refused {Refused} of {Answered} calls, and all were to be allowed."));
    }
}

/// <summary>wrk: as many calls as it gets answered, over so many connections.</summary>
internal static class Wrk
{
    public const int Connections = 64;

    public static async Task<LoadResult> RunAsync(string url, string tokens, int connections, int seconds, CancellationToken cancellationToken)
    {
        var script = Path.Combine(AppContext.BaseDirectory, "Loading", "authorize.lua");
        string[] arguments =
        [
            "-t1", $"-c{connections}", $"-d{seconds}s", "--timeout", "10s", "-s", script, url, "--",
            tokens,
        ];
        using var wrk = Process.Start(new ProcessStartInfo("wrk", arguments) { RedirectStandardOutput = true, RedirectStandardError = true })
            ?? throw new BenchFailedException("wrk did not start.");
        var error = wrk.StandardError.ReadToEndAsync(cancellationToken);
        var output = await wrk.StandardOutput.ReadToEndAsync(cancellationToken);
        await wrk.WaitForExitAsync(cancellationToken);
        var line = output.Split('\n').LastOrDefault(static text => text.StartsWith('{'));
        if (wrk.ExitCode != 0 || line is null)
            throw new BenchFailedException($"wrk failed: {await error} {output}".ReplaceLineEndings(" "));

        using var said = JsonDocument.Parse(line);
        return new(Number("answered"), Number("microseconds") / 1e6, Number("p50") / 1e3, Number("p99") / 1e3, Number("refused"));

        long Number(string name) => said.RootElement.GetProperty(name).GetInt64();
    }
}
