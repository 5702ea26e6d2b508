using System.Diagnostics;

namespace Tollgate.Throughput.Contending;

/// <summary>A server under test, as a process with settings of its own. What it prints goes to a file.</summary>
internal sealed class ServerProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StreamWriter _log;

    private ServerProcess(Process process, StreamWriter log) => (_process, _log) = (process, log);

    public int Id => _process.Id;

    /// <summary>What the process has used of all cores so far.</summary>
    public TimeSpan CpuTime
    {
        get
        {
            _process.Refresh();
            return _process.TotalProcessorTime;
        }
    }

    public static ServerProcess Start(string executable, string folder, IEnumerable<string> arguments, IReadOnlyDictionary<string, string> environment)
    {
        var start = new ProcessStartInfo(executable) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var argument in arguments)
            start.ArgumentList.Add(argument);
        foreach (var (name, value) in environment)
            start.Environment[name] = value;

        var log = new StreamWriter(Path.Combine(folder, "server.log"), append: true) { AutoFlush = true };
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Write(line.Data);
        process.ErrorDataReceived += (_, line) => Write(line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return new ServerProcess(process, log);

        void Write(string? line)
        {
            lock (log)
                log.WriteLine(line);
        }
    }

    /// <exception cref="InvalidOperationException">It ended, or is not ready in time.</exception>
    public async Task UntilAsync(Func<Task<bool>> ready, CancellationToken cancellationToken)
    {
        for (var started = TimeProvider.System.GetTimestamp(); TimeProvider.System.GetElapsedTime(started) < Patience;)
        {
            if (_process.HasExited)
                throw new InvalidOperationException($"'{_process.StartInfo.FileName}' ended with exit code {_process.ExitCode}.");
            if (await ready())
                return;
            await Task.Delay(TimeSpan.FromMilliseconds(20), TimeProvider.System, cancellationToken);
        }

        throw new InvalidOperationException($"'{_process.StartInfo.FileName}' was not ready in {Patience.TotalSeconds} s.");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            using var term = Process.Start("kill", ["-TERM", $"{_process.Id}"]);
            await term.WaitForExitAsync();
            using var patience = new CancellationTokenSource(TimeSpan.FromSeconds(10));
            await _process.WaitForExitAsync(patience.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (!_process.HasExited)
                _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync();
        _process.Dispose();
        await _log.DisposeAsync();
    }
}
