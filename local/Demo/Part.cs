using System.Diagnostics;

namespace Tollgate.Local.Demo;

/// <summary>One process of the system. What it prints goes to a file in the system's folder.</summary>
public sealed class Part : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StreamWriter _log;
    private readonly Guard _guard;
    private readonly string _name;
    private string _lastError = "";

    private Part(string name, Process process, StreamWriter log, Guard guard)
    {
        _name = name;
        _guard = guard;
        _process = process;
        _log = log;
    }

    public int Id => _process.Id;

    /// <param name="guard">Ends the process, should this one be killed.</param>
    /// <param name="settings">Environment variables, in the spelling of configuration keys; the later win.</param>
    public static Part Start(string name, string executable, string folder, IEnumerable<IReadOnlyDictionary<string, string>> settings, Guard guard)
    {
        var start = new ProcessStartInfo(executable) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true };
        foreach (var (key, value) in settings.SelectMany(some => some))
            start.Environment[key.Replace(":", "__", StringComparison.Ordinal)] = value;

        var log = new StreamWriter(Path.Combine(folder, $"{name}.log"), append: true) { AutoFlush = true };
        var process = new Process { StartInfo = start };
        var part = new Part(name, process, log, guard);
        process.OutputDataReceived += (_, line) => part.Log(line.Data);
        process.ErrorDataReceived += (_, line) => part.LogError(line.Data);
        process.Start();
        guard.Watch(process.Id);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return part;
    }

    /// <summary>Waits until the URL answers, and not with a fault.</summary>
    /// <exception cref="DemoFailedException">The process ended instead, or half a minute went by.</exception>
    public async Task UntilReadyAsync(HttpClient http, HttpMethod method, string url, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(TimeSpan.FromSeconds(30));
        while (!await IsReadyAsync(http, method, url, cancellationToken))
        {
            if (_process.HasExited)
                throw new DemoFailedException($"{_name} ended at once: {_lastError}");
            if (patience.IsCancellationRequested)
                throw new DemoFailedException($"{_name} is not ready after 30 seconds: {url} does not answer.");
            await Task.Delay(TimeSpan.FromMilliseconds(50), TimeProvider.System, cancellationToken);
        }
    }

    /// <summary>Sends a signal by its name, such as <c>TERM</c>.</summary>
    // By the shell's own kill: not every machine has the program of that name.
    public async Task SignalAsync(string signal)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{signal} {_process.Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>SIGKILL: no goodbye, as in a crash.</summary>
    public async Task KillAsync()
    {
        _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
    }

    /// <summary>SIGTERM, and SIGKILL if that does not end it in time.</summary>
    /// <returns>The exit code; 137 after a SIGKILL.</returns>
    public async Task<int> StopAsync()
    {
        if (!_process.HasExited)
            await SignalAsync("TERM");

        try
        {
            await _process.WaitForExitAsync().WaitAsync(TimeSpan.FromSeconds(30), TimeProvider.System);
        }
        catch (TimeoutException)
        {
            await KillAsync();
        }

        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        _guard.Forget(_process.Id);
        _process.Dispose();
        await _log.DisposeAsync();
    }

    private static async Task<bool> IsReadyAsync(HttpClient http, HttpMethod method, string url, CancellationToken cancellationToken)
    {
        try
        {
            using var request = new HttpRequestMessage(method, url);
            using var response = await http.SendAsync(request, cancellationToken);
            return (int)response.StatusCode < 500; // it answers, if only to say that this is not how to ask
        }
        catch (HttpRequestException)
        {
            return false; // nobody listens yet
        }
    }

    private void LogError(string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            _lastError = line;
        Log(line);
    }

    private void Log(string? line)
    {
        if (line is null)
            return;
        lock (_log)
            _log.WriteLine(line);
    }
}
