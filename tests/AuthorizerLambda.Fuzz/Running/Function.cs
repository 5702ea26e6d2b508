using System.Diagnostics;
using System.Reflection;

namespace Tollgate.AuthorizerLambda.Fuzz.Tests.Running;

/// <summary>The native executable of the package, with a Runtime API of its own.</summary>
internal sealed class Function : IAsyncDisposable
{
    private readonly RuntimeApi _runtime;
    private readonly Process _process;
    private readonly LogWatch _log;
    private readonly Task _watching;
    private readonly Task<string> _errors;

    private Function(RuntimeApi runtime, Process process)
    {
        _runtime = runtime;
        _process = process;
        _log = new LogWatch(process.StandardOutput);
        _watching = _log.WatchAsync();
        _errors = process.StandardError.ReadToEndAsync();
    }

    private static string Bootstrap => Path.Combine(
        typeof(Function).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(attribute => attribute.Key == "RepositoryRoot").Value!,
        "artifacts/authorizer/bootstrap");

    public static async Task<Function> StartAsync(IReadOnlyDictionary<string, string> environment)
    {
        Assert.True(File.Exists(Bootstrap), $"There is no {Bootstrap}; 'make package' makes it.");
        var runtime = await RuntimeApi.StartAsync();
        var start = new ProcessStartInfo(Bootstrap) { RedirectStandardOutput = true, RedirectStandardError = true };
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtime.Address;
        foreach (var (name, value) in environment)
            start.Environment[name] = value;
        return new Function(runtime, Process.Start(start)!);
    }

    /// <summary>The function's answer to one event, and nothing wrong with its log so far.</summary>
    public async Task<Report> InvokeAsync(byte[] json)
    {
        try
        {
            return await _runtime.InvokeAsync(json);
        }
        catch (TimeoutException)
        {
            throw new InvalidOperationException(_process.HasExited ? $"The function is gone: {await _errors}" : "The function hangs.");
        }
    }

    /// <returns>What was wrong with its log; null if nothing.</returns>
    public async Task<string?> EndAsync(int events)
    {
        Assert.False(_process.HasExited);
        _process.Kill();
        await _watching;
        var errors = await _errors;
        return errors.Length > 0 ? errors : _log.Fault ?? (_log.Lines < events ? $"{_log.Lines} lines for {events} events" : null);
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
            _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await _runtime.DisposeAsync();
    }
}
