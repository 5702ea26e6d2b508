using System.Diagnostics;

namespace Tollgate.Sqlite.Tests.EventStore;

// Another process that has the log open and writes to it, until it is killed.
internal sealed class CrasherProcess : IDisposable
{
    private readonly Process _process;
    private readonly Lock _lock = new();
    private readonly List<(Func<IReadOnlyList<string>, bool> Met, TaskCompletionSource Done)> _waiting = [];
    private readonly List<string> _lines = [];
    private readonly Task _reading;

    // The signal that a file has reached its largest size is ignored, so that the write fails instead of the process.
    public CrasherProcess(string path, int writers)
    {
        var program = Path.Combine(AppContext.BaseDirectory, "Tollgate.Sqlite.Crasher.dll");
        string[] arguments = OperatingSystem.IsLinux() ? ["--ignore-signal=XFSZ", "dotnet", program] : ["dotnet", program];
        _process = Process.Start(new ProcessStartInfo("env", [.. arguments, path, $"{writers}"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        _reading = Task.Run(ReadLines);
    }

    public IReadOnlyList<string> Acked => Named("acked");

    public IReadOnlyList<string> Lost => Named("lost");

    public int Id => _process.Id;

    public async Task WaitUntil(Func<IReadOnlyList<string>, bool> condition, CancellationToken cancellationToken)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (_lock)
        {
            _waiting.Add((condition, done));
            CompleteWaiters();
        }

        await Task.WhenAny(done.Task, _reading).WaitAsync(cancellationToken);
        if (!done.Task.IsCompleted)
            Assert.Fail($"The process ended before its time: {await _process.StandardError.ReadToEndAsync(cancellationToken)}");
    }

    public Task WaitUntilOpen(CancellationToken cancellationToken) => WaitUntil(lines => lines.Contains("open"), cancellationToken);

    // SIGKILL; what it said before is still read.
    public async Task Kill(CancellationToken cancellationToken)
    {
        _process.Kill();
        await _process.WaitForExitAsync(cancellationToken);
        await _reading.WaitAsync(cancellationToken);
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    // A line cut off by the kill is no line.
    private IReadOnlyList<string> Named(string word)
    {
        lock (_lock)
            return [.. _lines.Select(line => line.Split(' ')).Where(words => words[0] == word && words.Length > 1 && words[1].Length == 36).Select(words => words[1])];
    }

    private async Task ReadLines()
    {
        while (await _process.StandardOutput.ReadLineAsync() is { } line)
        {
            lock (_lock)
            {
                _lines.Add(line);
                CompleteWaiters();
            }
        }
    }

    private void CompleteWaiters() => _waiting.RemoveAll(waiter => waiter.Met(_lines) && waiter.Done.TrySetResult());
}
