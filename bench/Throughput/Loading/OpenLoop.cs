using System.Diagnostics;

namespace Tollgate.Throughput.Loading;

/// <summary>
/// Calls at a steady rate, whether the ones before are answered or not, and times each from when it was due: a server that stands still for a
/// moment is charged with all who came meanwhile, as its users would be.
/// </summary>
internal sealed class OpenLoop(Uri server, IReadOnlyList<string> tokens)
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly Stack<RawConnection> _idle = new();
    private readonly List<RawConnection> _all = [];
    private readonly List<double> _milliseconds = [];

    /// <summary>The latencies in milliseconds, sorted.</summary>
    public async Task<IReadOnlyList<double>> RunAsync(double perSecond, TimeSpan time, CancellationToken cancellationToken)
    {
        var calls = new List<Task>();
        var (started, asked) = (Stopwatch.GetTimestamp(), 0L);
        using var ticks = new PeriodicTimer(Tick);
        try
        {
            while (await ticks.WaitForNextTickAsync(cancellationToken))
            {
                var elapsed = Stopwatch.GetElapsedTime(started);
                if (elapsed > time)
                    break;
                for (; asked < elapsed.TotalSeconds * perSecond; asked++)
                    calls.Add(CallAsync(started + (long)(asked / perSecond * Stopwatch.Frequency), tokens[(int)(asked % tokens.Count)]));
            }

            await Task.WhenAll(calls);
        }
        finally
        {
            foreach (var connection in _all)
                connection.Dispose();
        }

        _milliseconds.Sort();
        return _milliseconds;
    }

    private async Task CallAsync(long due, string token)
    {
        var connection = await TakeAsync();
        var (status, answer) = await connection.PostAsync("/v1/authorize", token, """{"method":"GET","path":"/blog"}""");
        var latency = Stopwatch.GetElapsedTime(due).TotalMilliseconds;
        if (status != 200)
            throw new BenchFailedException($"A call at a steady rate was answered with {status} after {latency:F0} ms, and all were to be allowed: {answer}");
        lock (_idle)
        {
            _milliseconds.Add(latency);
            _idle.Push(connection);
        }
    }

    private async Task<RawConnection> TakeAsync()
    {
        lock (_idle)
            if (_idle.TryPop(out var idle))
                return idle;

        var opened = await RawConnection.OpenAsync(server);
        lock (_idle)
            _all.Add(opened);
        return opened;
    }
}
