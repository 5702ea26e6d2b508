using System.Diagnostics;
using System.Globalization;

namespace Tollgate.ColdStart;

/// <summary>A native executable, as Lambda would start it: with the Runtime API's address and its own variables, and nothing else.</summary>
/// <param name="Variables">The function's environment.</param>
internal sealed record Bootstrap(string Path, IReadOnlyDictionary<string, string> Variables, Func<byte[], bool> IsExpected)
{
    public async Task<RunningBootstrap> StartAsync()
    {
        var runtime = await RuntimeApi.StartAsync();
        var start = new ProcessStartInfo(Path) { RedirectStandardOutput = true };
        start.Environment.Clear();
        start.Environment["AWS_LAMBDA_RUNTIME_API"] = runtime.Address;
        foreach (var (name, value) in Variables)
            start.Environment[name] = value;
        var started = TimeProvider.System.GetTimestamp();
        return new RunningBootstrap(this, Process.Start(start)!, runtime, started);
    }
}

internal sealed class RunningBootstrap(Bootstrap bootstrap, Process process, RuntimeApi runtime, long started) : IAsyncDisposable
{
    private readonly Task _log = process.StandardOutput.BaseStream.CopyToAsync(Stream.Null);

    /// <summary>Since the process was started, the starting included.</summary>
    public TimeSpan SinceStart(Answered answer) => TimeProvider.System.GetElapsedTime(started, answer.Posted);

    /// <exception cref="InvalidDataException">Another answer than is to be measured.</exception>
    public async Task<Answered> AnswerAsync(byte[] json)
    {
        var answer = await runtime.InvokeAsync(json);
        return bootstrap.IsExpected(answer.Body)
            ? answer
            : throw new InvalidDataException($"{bootstrap.Path} answered {System.Text.Encoding.UTF8.GetString(answer.Body)}");
    }

    /// <summary>The most memory that it ever had in use, in MB.</summary>
    public double PeakMegabytes()
    {
        var line = File.ReadLines($"/proc/{process.Id}/status").First(line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return double.Parse(line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)[^2], CultureInfo.InvariantCulture) * 1024 / 1e6;
    }

    public async ValueTask DisposeAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
        await _log;
        process.Dispose();
        await runtime.DisposeAsync();
    }
}
