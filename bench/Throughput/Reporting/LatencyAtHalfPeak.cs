using Tollgate.Throughput.Contending;
using Tollgate.Throughput.Loading;

namespace Tollgate.Throughput.Reporting;

/// <summary>The 99th percentile in milliseconds at one and the same steady rate, half of the lower peak; and of making 4 KB durable, in the same run.</summary>
internal sealed record LatencyAtHalfPeak(double PerSecond, double CeilingP99Ms, double StrictP99Ms, double SyncP99Ms)
{
    private const int Attempts = 3;

    private static readonly TimeSpan Time = TimeSpan.FromSeconds(8);

    /// <returns>Null where one of the two is not in the run.</returns>
    public static async Task<LatencyAtHalfPeak?> MeasureAsync(
        IReadOnlyList<Row> rows, RunningServers servers, CallerFiles callers, string folder, CancellationToken cancellationToken)
    {
        if (rows.FirstOrDefault(static row => row.Name == Contenders.Ceiling) is not { } ceiling
            || rows.FirstOrDefault(static row => row.Name == Contenders.Strict) is not { } strict)
            return null;

        var rate = Math.Min(ceiling.Throughput, strict.Throughput) / 2;
        return new(rate, await MeasureAsync(ceiling), await MeasureAsync(strict), P99(DiskSync.Measure(folder)));

        async Task<double> MeasureAsync(Row row)
        {
            var url = new Uri((await servers.GetAsync(row.Contender.Server, cancellationToken)).Url);
            var tokens = callers.TokensOf(row.Contender.Callers);
            await new OpenLoop(url, tokens).RunAsync(rate, Time / 4, cancellationToken); // so that the generator itself is warm
            return P99(await RunUndisturbedAsync(url, tokens));
        }

        // Where the whole machine stands still for a second, all who were due meanwhile come at once, and are more than there is room for.
        async Task<IReadOnlyList<double>> RunUndisturbedAsync(Uri url, string[] tokens)
        {
            for (var attempt = 1; ; attempt++)
            {
                try
                {
                    return await new OpenLoop(url, tokens).RunAsync(rate, Time, cancellationToken);
                }
                catch (BenchFailedException disturbed) when (attempt < Attempts)
                {
                    Console.Error.WriteLine($"bench: once more at half the peak: {disturbed.Message}");
                }
            }
        }
    }

    private static double P99(IReadOnlyList<double> sorted) => sorted[(int)(sorted.Count * 0.99)];
}
