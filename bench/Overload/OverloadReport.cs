using System.Globalization;
using Tollgate.Overload.Audit;
using Tollgate.Overload.Calls;

namespace Tollgate.Overload;

/// <summary>What a run measured, and which of its bounds held.</summary>
/// <param name="Crowd">More than the peak, as much as can be answered at all.</param>
/// <param name="Flood">As much as was asked for, even where saying no to it takes more than there is.</param>
internal sealed record OverloadReport(
    OverloadOptions Options,
    IReadOnlyList<GarbageResult> Garbage,
    CrowdResult Crowd,
    CrowdResult Flood,
    LogAudit Audit,
    int ExitCode)
{
    private const int SamplesShown = 12;
    public const int MostPlaces = 4_096; // of the silo's waiting room
    public const int MostBatches = 16_384; // of its store's queue
    private const double MostGrowth = 1.25;
    private const long MostMemory = 1L << 30;

    // Between the deadline inside the silo and the answer at the caller's.
    private static readonly TimeSpan OnTheWay = TimeSpan.FromMilliseconds(500);

    public IEnumerable<(string Bound, bool Holds)> Bounds =>
    [
        ("every call is answered 200 or 503", Crowd.Others + Flood.Others == 0),
        ("nothing lost, nothing charged twice", Audit.IsExact && ExitCode == 0),
        ($"{MostPlaces} calls and {MostBatches} batches wait at most", Crowd.Samples.Concat(Flood.Samples).All(static s => s.Deciding <= MostPlaces + 1 && s.WaitingBatches <= MostBatches)),
        ("memory stays under 1 GiB and does not go on growing", Math.Max(Crowd.MostMemory, Flood.MostMemory) < MostMemory && Crowd.Growth < MostGrowth && Flood.Growth < MostGrowth),
        ("80 % of the peak, or of what saying no leaves, is allowed", Crowd.AllowedShare >= 0.8),
        ("the worst answer comes within the deadline, once asked", Crowd.All.WorstAtSilo <= TimeSpan.FromMilliseconds(Options.DeadlineMs) + OnTheWay),
        .. Garbage.Select(static garbage => ($"garbage {garbage.Kind}: good calls at half their speed or more", garbage.Share >= 0.5)),
    ];

    public async Task WriteAsync(TextWriter output)
    {
        await WriteAsync(output, Crowd);
        await WriteAsync(output, Flood);

        await output.WriteLineAsync($"\nin the log: {Number(Audit.Charged)} calls; lost {Audit.Lost}, twice {Audit.Doubled}, unasked {Audit.Strangers}, charged after a 503 {Audit.ChargedUnanswered}\n");
        foreach (var (bound, holds) in Bounds)
            await output.WriteLineAsync($"{(holds ? "holds " : "BROKEN")}  {bound}");
    }

    private async Task WriteAsync(TextWriter output, CrowdResult crowd)
    {
        await output.WriteLineAsync($"\n{"second",8}{"memory",12}{"deciding",12}{"places",12}{"waiting batches",18}");
        foreach (var sample in crowd.Samples.Where((_, index) => index % Math.Max(1, crowd.Samples.Count / SamplesShown) == 0))
            await output.WriteLineAsync(string.Create(
                CultureInfo.InvariantCulture, $"{sample.Second,8:N0}{sample.MemoryBytes >> 20,8} MiB{sample.Deciding,12:N0}{sample.Room,12:N0}{sample.WaitingBatches,18:N0}"));

        var loop = crowd.All;
        var ofWhatIsLeft = ReferenceEquals(crowd, Crowd) ? $", {crowd.AllowedShare:P0} of what saying no leaves" : ""; // of the flood nothing may be left
        (string Name, string Value)[] rows =
        [
            ("offered", $"{Number(crowd.OfferedPerSecond)} calls/s for {Options.Seconds} s, {crowd.OfferedPerSecond / crowd.Peak:0.0} times the peak of {Number(crowd.Peak)}"),
            ("allowed", $"{Number(loop.AllowedPerSecond)} calls/s, {loop.AllowedPerSecond / crowd.Peak:P0} of the peak{ofWhatIsLeft}; p50 {Times(loop, 50, allowed: true)}, p99 {Times(loop, 99, allowed: true)}"),
            ("503", $"{Number(loop.Calls.Count(static call => call.IsRefused) / loop.Took.TotalSeconds)} calls/s; p50 {Times(loop, 50, allowed: false)}, p99 {Times(loop, 99, allowed: false)}"),
            ("other answers", Number(crowd.Others)),
            ("worst answer", $"{Number(loop.WorstAtSilo.TotalMilliseconds)} ms after it was asked for, {Number(loop.Worst.TotalMilliseconds)} ms after it was due; deadline {Options.DeadlineMs} ms"),
        ];
        await output.WriteLineAsync();
        foreach (var (name, value) in rows)
            await output.WriteLineAsync($"{name,-16}{value}");
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);

    private static string Times(LoopResult loop, double percent, bool allowed) =>
        string.Create(CultureInfo.InvariantCulture, $"{loop.Percentile(percent, call => allowed ? call.IsAllowed : call.IsRefused).TotalMilliseconds:0} ms");
}
