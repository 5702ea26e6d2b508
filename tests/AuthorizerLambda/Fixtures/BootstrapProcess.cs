using System.Diagnostics;
using System.Text.Json;

namespace Tollgate.AuthorizerLambda.Tests.Fixtures;

/// <summary>The executable of the package, started as Lambda starts it.</summary>
public sealed class BootstrapProcess : IAsyncDisposable
{
    private readonly Process _process;
    private readonly Task<string> _output;
    private readonly Task<string> _errors;

    private BootstrapProcess(Process process)
    {
        _process = process;
        _output = process.StandardOutput.ReadToEndAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    public bool HasExited => _process.HasExited;

    public static BootstrapProcess Start(string? runtimeApi, string? url, int? timeoutMs = null, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Package.Bootstrap)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            Environment =
            {
                ["AWS_LAMBDA_RUNTIME_API"] = runtimeApi,
                ["TOLLGATE_URL"] = url,
                ["TOLLGATE_TIMEOUT_MS"] = timeoutMs?.ToString(),
            },
        };
        foreach (var (name, value) in variables)
            start.Environment[name] = value;
        return new BootstrapProcess(Process.Start(start)!);
    }

    /// <summary>What Lambda does between events, and undoes for the next one.</summary>
    public void Freeze() => Signal("STOP");

    public void Thaw() => Signal("CONT");

    /// <summary>Waits for the process to end by itself.</summary>
    public async Task<int> ExitAsync()
    {
        await _process.WaitForExitAsync(TestContext.Current.CancellationToken).WaitAsync(Patience.Limit);
        return _process.ExitCode;
    }

    /// <summary>Ends the process if need be, and gives its log, every line of which must be a JSON object.</summary>
    public async Task<IReadOnlyList<JsonElement>> LogAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        Assert.Empty(await _errors);
        var lines = (await _output).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.All(lines, SampleToken.AssertNotIn);
        return [.. lines.Select(line => JsonSerializer.Deserialize<JsonElement>(line))];
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await Task.WhenAll(_output, _errors);
        _process.Dispose();
    }

    private void Signal(string name)
    {
        using var kill = Process.Start("sh", ["-c", $"kill -{name} {_process.Id}"]);
        kill.WaitForExit();
    }
}
