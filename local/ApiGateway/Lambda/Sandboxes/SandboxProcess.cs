using System.ComponentModel;
using System.Diagnostics;

namespace Tollgate.Local.ApiGateway.Lambda.Sandboxes;

/// <summary>The operating system's side of a sandbox: started, read line by line, killed.</summary>
public sealed class SandboxProcess
{
    private readonly Process _process;

    private SandboxProcess(Process process, Action<string> onLine)
    {
        _process = process;
        Id = process.Id;
        Exited = WaitAsync();
        _ = ReadAsync(onLine);
    }

    public int Id { get; }

    /// <summary>Completes with the exit code, without waiting for what the process may have left in its output.</summary>
    public Task<int> Exited { get; }

    public static SandboxProcess Start(ProcessStartInfo how, Action<string> onLine) =>
        new(Process.Start(how) ?? throw new InvalidOperationException($"{how.FileName} did not start"), onLine);

    public void Kill()
    {
        try
        {
            _process.Kill(entireProcessTree: true);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception or AggregateException)
        {
            // It was quicker than we: Exited tells.
        }
    }

    private async Task<int> WaitAsync()
    {
        await _process.WaitForExitAsync();
        return _process.ExitCode;
    }

    private async Task ReadAsync(Action<string> onLine)
    {
        await Task.WhenAll(ForwardAsync(_process.StandardOutput, onLine), ForwardAsync(_process.StandardError, onLine), Exited);
        _process.Dispose();
    }

    private static async Task ForwardAsync(StreamReader output, Action<string> onLine)
    {
        while (await output.ReadLineAsync() is { } line)
            onLine(line);
    }
}
