using System.Collections.Concurrent;
using System.Diagnostics;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>The built demo, started as <c>make demo</c> starts it.</summary>
internal sealed class DemoProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(1);

    private readonly string _folder = Directory.CreateTempSubdirectory("tollgate-e2e-").FullName;
    private readonly ConcurrentQueue<string> _output = new();
    private readonly ConcurrentQueue<string> _errors = new();
    private readonly Process _process;

    private DemoProcess(string[] arguments)
    {
        var start = new ProcessStartInfo(Executable, arguments) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["TMPDIR"] = _folder; // it leaves its log behind for the curious
        _process = new Process { StartInfo = start };
        _process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        _process.Start();
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public IReadOnlyCollection<string> Output => _output;

    public IReadOnlyCollection<string> Errors => _errors;

    // The test's own folder is tests/EndToEnd/bin/Release/net10.0, and the demo's local/Demo/bin/Release/net10.0.
    private static string Executable
    {
        get
        {
            var framework = new DirectoryInfo(AppContext.BaseDirectory);
            var root = framework.Parent!.Parent!.Parent!.Parent!.Parent!.FullName;
            return Path.Combine(root, "local", "Demo", "bin", framework.Parent.Name, framework.Name, "Tollgate.Local.Demo");
        }
    }

    public static DemoProcess Start(params string[] arguments) => new(arguments);

    public Task UntilSaidAsync(string text) => UntilAsync(() => _output.Any(line => line.Contains(text, StringComparison.Ordinal)));

    public async Task UntilAsync(Func<bool> condition)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!condition())
        {
            Assert.False(_process.HasExited || TimeProvider.System.GetElapsedTime(started) > Patience, string.Join('\n', _output.Concat(_errors)));
            await Task.Delay(TimeSpan.FromMilliseconds(10), TimeProvider.System, TestContext.Current.CancellationToken);
        }
    }

    /// <returns>The exit code.</returns>
    public async Task<int> UntilEndAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience, TimeProvider.System, TestContext.Current.CancellationToken);
        return _process.ExitCode;
    }

    /// <summary>What Ctrl-C sends, but to the demo alone: what it has started must be stopped by it.</summary>
    public async Task InterruptAsync()
    {
        using var kill = Process.Start("sh", ["-c", $"kill -INT {Id}"]);
        await kill.WaitForExitAsync();
    }

    /// <summary>SIGKILL, to the demo alone.</summary>
    public void Kill() => _process.Kill();

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill(entireProcessTree: true);
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    private static void Keep(ConcurrentQueue<string> lines, string? line)
    {
        if (!string.IsNullOrWhiteSpace(line))
            lines.Enqueue(line);
    }
}
