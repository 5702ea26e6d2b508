using System.Globalization;
using System.Text.Json;
using Tollgate.Throughput.Contending;

namespace Tollgate.Throughput.Reporting;

/// <summary>What the run has found, as a table for people and as JSON for programs.</summary>
internal sealed record Report(int Rounds, IReadOnlyList<Row> Rows, LatencyAtHalfPeak? Latency)
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.CamelCase, WriteIndented = true };

    public void Print(TextWriter to)
    {
        to.WriteLine(Text($"Medians of {Rounds} rounds, turn about; {Loading.Wrk.Connections} connections; * its store is an emulator: only requests and units carry over to AWS."));
        to.WriteLine();
        to.WriteLine($"{"",-36} {"calls/s",9} {"ceiling",8} {"p50 ms",8} {"p99 ms",8} {"cpu us",8} {"requests",9} {"writes",8} {"units",8} {"bytes",8}");
        var ceiling = Rows.FirstOrDefault(static row => row.Name == Contenders.Ceiling)?.Throughput;
        foreach (var row in Rows)
            to.WriteLine(Text(
                $"{row.Name + (row.Contender.IsEmulated ? " *" : ""),-36} {row.Throughput,9:F0} {row.Throughput / ceiling,8:F2} {row.P50Ms,8:F2} {row.P99Ms,8:F2} {row.CpuMicroseconds,8:F1} {row.RequestsPerDecision,9:F3} {row.WriteRequestsPerDecision,8:F3} {row.WriteUnitsPerDecision,8:F3} {row.BytesPerDecision,8:F0}"));

        to.WriteLine();
        foreach (var aim in Aim.All)
            if (aim.RatioIn(Rows) is { } ratio)
                to.WriteLine(Text($"{aim.Subject} / {aim.Beside}: {ratio:F2}, aim {aim.AtLeast:F2}: {(ratio >= aim.AtLeast ? "reached" : "missed")}"));
        if (Latency is { } latency)
        {
            var allowed = latency.CeilingP99Ms + 2 * latency.SyncP99Ms;
            to.WriteLine(Text(
                $"p99 at {latency.PerSecond:F0} calls/s, open loop: strict {latency.StrictP99Ms:F2} ms, ceiling {latency.CeilingP99Ms:F2} ms, 4 KB fdatasync {latency.SyncP99Ms:F2} ms; aim {allowed:F2} ms: {(latency.StrictP99Ms <= allowed ? "reached" : "missed")}"));
        }
    }

    public async Task SaveAsync(FileInfo file, CancellationToken cancellationToken)
    {
        file.Directory!.Create();
        await using var stream = file.Create();
        await JsonSerializer.SerializeAsync(stream, new { Rounds, Contenders = Rows.ToDictionary(static row => row.Name, Figures), LatencyAtHalfPeak = Latency }, Json, cancellationToken);
    }

    private static object Figures(Row row) => new
    {
        row.Throughput, row.P50Ms, row.P99Ms, row.CpuMicroseconds, row.RequestsPerDecision, row.WriteRequestsPerDecision, row.WriteUnitsPerDecision, row.BytesPerDecision,
        row.Contender.IsEmulated,
    };

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
