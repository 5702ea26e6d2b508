using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace Tollgate.Throughput.Contending;

/// <summary>A process under test. What it prints goes to a file in its folder.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly string _log;

    private ServerProcess(Process process, string log) => (_process, _log) = (process, log);

    /// <summary>What the process has used of all cores so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    /// <summary>What it has had written to disks so far, as the kernel counts it.</summary>
    public long BytesWritten
    {
        get
        {
            var line = File.ReadLines($"/proc/{_process.Id}/io").Single(static line => line.StartsWith("write_bytes: ", StringComparison.Ordinal));
            return long.Parse(line.AsSpan("write_bytes: ".Length), CultureInfo.InvariantCulture);
        }
    }

    /// <exception cref="BenchFailedException">There is no such program.</exception>
    public static ServerProcess Start(string executable, string folder, IEnumerable<string> arguments)
    {
        var log = Path.Combine(folder, "server.log");
        // AWS' client wants credentials, and its emulator does not look at them.
        var environment = new Dictionary<string, string> { ["AWS_ACCESS_KEY_ID"] = "bench", ["AWS_SECRET_ACCESS_KEY"] = "bench", ["AWS_EC2_METADATA_DISABLED"] = "true" };
        var start = new ProcessStartInfo("sh", ["-c", "exec \"$@\" >>server.log 2>&1", "sh", executable, .. arguments]) { WorkingDirectory = folder };
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        try
        {
            return new ServerProcess(Process.Start(start)!, log);
        }
        catch (Win32Exception missing)
        {
            throw new BenchFailedException($"{executable} does not start: {missing.Message}");
        }
    }

    /// <exception cref="BenchFailedException">It ended, or is not ready in time.</exception>
    public async Task UntilAsync(Func<Task<bool>> ready, CancellationToken cancellationToken)
    {
        for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Patience;)
        {
            if (_process.HasExited)
                throw new BenchFailedException($"A server ended with exit code {_process.ExitCode}: {File.ReadLines(_log).LastOrDefault()}");
            if (await ready())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        throw new BenchFailedException($"A server was not ready in {Patience.TotalSeconds} s: {File.ReadLines(_log).LastOrDefault()}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", _process.Id.ToString(CultureInfo.InvariantCulture)]);
            await term.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
    }
}
