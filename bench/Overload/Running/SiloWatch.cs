using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;

namespace Tollgate.Overload.Running;

/// <summary>Looks once a second at what the silo weighs and what waits in it.</summary>
internal sealed partial class SiloWatch(SiloUnderTest silo) : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private readonly List<SiloSample> _samples = [];
    private readonly Stopwatch _watch = Stopwatch.StartNew();
    private Task _watching = Task.CompletedTask;

    public static SiloWatch Start(SiloUnderTest silo)
    {
        var watch = new SiloWatch(silo);
        watch._watching = watch.WatchAsync();
        return watch;
    }

    public async Task<IReadOnlyList<SiloSample>> EndAsync()
    {
        await _end.CancelAsync();
        await _watching;
        return _samples;
    }

    public async ValueTask DisposeAsync()
    {
        await EndAsync();
        _end.Dispose();
    }

    private async Task WatchAsync()
    {
        using var second = new PeriodicTimer(TimeSpan.FromSeconds(1), TimeProvider.System);
        try
        {
            do
            {
                var metrics = await silo.MetricsAsync(_end.Token);
                _samples.Add(new(
                    _watch.Elapsed.TotalSeconds, Memory(), Gauge(metrics, "tollgate_decisions_waiting"), Gauge(metrics, "tollgate_decisions_room"),
                    Gauge(metrics, "tollgate_store_waiting_batches")));
            }
            while (await second.WaitForNextTickAsync(_end.Token));
        }
        catch (OperationCanceledException)
        {
            // ended
        }
    }

    private long Memory()
    {
        var line = File.ReadLines($"/proc/{silo.ProcessId}/status").First(line => line.StartsWith("VmRSS:", StringComparison.Ordinal));
        return long.Parse(Number().Match(line).Value, CultureInfo.InvariantCulture) * 1024;
    }

    // name{labels} value [timestamp]
    private static long Gauge(string metrics, string name)
    {
        var match = Regex.Match(metrics, $@"^{name}(?:\{{[^}}]*\}})? (\S+)", RegexOptions.Multiline);
        return match.Success ? (long)double.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture) : -1;
    }

    [GeneratedRegex("[0-9]+")]
    private static partial Regex Number();
}
