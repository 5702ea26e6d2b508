using System.Diagnostics;

namespace Tollgate.Local.Demo;

/// <summary>
/// Ends the parts, should this process be killed without a chance to stop them itself. It is a process of its own, which hears of that by the
/// end of its standard input: whatever ends a process closes it.
/// </summary>
public sealed class Guard : IAsyncDisposable
{
    // Every line names the parts that there are from then on. What a terminal sends to all of us is not meant for it.
    private const string Script = """
        trap '' INT TERM HUP
        while read -r parts; do left=$parts; done
        [ -z "$left" ] || { kill -TERM $left; sleep 5; kill -KILL $left; } 2>/dev/null
        """;

    private readonly Process _process;
    private readonly List<int> _parts = [];
    private bool _disposed;

    private Guard(Process process) => _process = process;

    public static Guard Start() => new(Process.Start(new ProcessStartInfo("sh", ["-c", Script]) { RedirectStandardInput = true })!);

    public void Watch(int processId) => Change(parts => parts.Add(processId));

    public void Forget(int processId) => Change(parts => parts.Remove(processId));

    public async ValueTask DisposeAsync()
    {
        Change(static parts => parts.Clear());
        lock (_parts)
        {
            if (_disposed)
                return;
            _disposed = true;
            _process.StandardInput.Close();
        }
        await _process.WaitForExitAsync();
        _process.Dispose();
    }

    private void Change(Action<List<int>> change)
    {
        lock (_parts)
        {
            if (_disposed)
                return; // the parts were stopped before it
            change(_parts);
            _process.StandardInput.WriteLine(string.Join(' ', _parts));
            _process.StandardInput.Flush();
        }
    }
}
