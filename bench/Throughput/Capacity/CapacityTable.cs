using System.Globalization;
using System.Text.Json;

namespace Tollgate.Throughput.Capacity;

/// <summary>Works out silos, write units and dollars from the figures of a run.</summary>
internal static class CapacityTable
{
    private static readonly double[] MillionsPerDay = [1, 100, 10_000];

    private static readonly (string Title, string Contender)[] Modes =
        [("Strict", "tollgate-strict-dynamodb"), ("Leased", "tollgate-leased-dynamodb")];

    /// <returns>The exit code.</returns>
    public static int Print(FileInfo results, TextWriter to)
    {
        try
        {
            using var run = JsonDocument.Parse(File.ReadAllText(results.FullName));
            var contenders = run.RootElement.GetProperty("contenders");
            var pattern = Figure(contenders, "aws-pattern", "writeUnitsPerDecision");
            to.WriteLine("| mode | million calls a day | peak calls/s | cpu µs a call | write units a call | silos | million write units a month | $ a month | AWS pattern, $ a month |");
            to.WriteLine("|---|--:|--:|--:|--:|--:|--:|--:|--:|");
            foreach (var (title, contender) in Modes)
                foreach (var millions in MillionsPerDay)
                {
                    var (cpu, units) = (Figure(contenders, contender, "cpuMicroseconds"), Figure(contenders, contender, "writeUnitsPerDecision"));
                    var estimate = Estimate.Of(millions * 1e6, cpu, units, pattern);
                    to.WriteLine(string.Create(
                        CultureInfo.InvariantCulture,
                        $"| {title} | {millions:N0} | {estimate.PeakPerSecond:N0} | {cpu:N0} | {units:N3} | {estimate.Silos:N0} | {estimate.WriteUnits / 1e6:N0} | {estimate.Dollars:N0} | {estimate.PatternDollars:N0} |"));
                }

            return 0;
        }
        catch (Exception wrong) when (wrong is IOException or JsonException or KeyNotFoundException or InvalidOperationException)
        {
            Console.Error.WriteLine($"capacity: '{results}' has no figures of a whole run; make bench writes them.");
            return 1;
        }
    }

    private static double Figure(JsonElement contenders, string contender, string name) => contenders.GetProperty(contender).GetProperty(name).GetDouble();
}
