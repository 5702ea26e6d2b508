using System.Globalization;

namespace Tollgate.Log;

/// <summary>What a run measured, and which of its bounds held.</summary>
/// <param name="Filled">Null where the log was there already.</param>
/// <param name="Unread">Days that nobody had read before, from the disk.</param>
/// <param name="Forgotten">Days read when nothing of the file was in memory.</param>
/// <param name="Warm">Days read that the system remembered.</param>
internal sealed record LogReport(
    LogOptions Options, FillResult? Filled, long FileBytes, TimeSpan Restarted, Timings Unread, Timings Forgotten, Timings Warm, RetentionResult Retention)
{
    private const double MostColdMs = 5;
    private const double MostStallMs = 250;
    private const long MostMemory = 1L << 30;
    private static readonly TimeSpan MostRestart = TimeSpan.FromSeconds(5);

    public IEnumerable<(string Bound, bool Holds)> Bounds =>
    [
        ($"a day that nobody had read is read from the disk in {MostColdMs} ms, half of them", Unread.Percentile(50) <= MostColdMs),
        ($"a silo that was killed is ready again within {MostRestart.TotalSeconds} s", Restarted <= MostRestart),
        ($"no append waits for more than {MostStallMs} ms while old days are removed", Retention.Removed > 0 && Retention.Meanwhile.Worst <= MostStallMs),
        ("writing it all takes less than 1 GiB of memory", Filled is null || Filled.MostMemory < MostMemory),
    ];

    public async Task WriteAsync(TextWriter output)
    {
        (string Name, string Value)[] rows =
        [
            ("events", $"{Number(Options.AllEvents)}, each a batch of its own, in {Number((long)Options.Days * Options.Users)} streams of {Options.EventsOfADay}; {FileBytes / 1e9:0.0} GB"),
            ("written", Filled is { } f ? $"in {f.Took.TotalSeconds:0} s, {Number(Options.AllEvents / f.Took.TotalSeconds)} events/s; at most {f.MostMemory >> 20} MiB of memory" : "before"),
            ("killed", $"ready again after {Restarted.TotalSeconds:0.0} s"),
            ("a day, unread", $"{Unread}"),
            ("a day, forgotten", $"{Forgotten}"),
            ("a day, warm", $"{Warm}"),
            ("appends", $"{Retention.Before}"),
            ("with removal", $"{Retention.Meanwhile}; {Number(Retention.AppendedPerSecond)} appends/s beside {Number(Retention.RemovedPerSecond)} batches/s removed"),
        ];
        await output.WriteLineAsync();
        foreach (var (name, value) in rows)
            await output.WriteLineAsync($"{name,-18}{value}");
        await output.WriteLineAsync();
        foreach (var (bound, holds) in Bounds)
            await output.WriteLineAsync($"{(holds ? "holds " : "BROKEN")}  {bound}");
    }

    private static string Number(double value) => value.ToString("N0", CultureInfo.InvariantCulture);
}
