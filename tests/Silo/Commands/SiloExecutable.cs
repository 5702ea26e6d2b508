using System.Diagnostics;

namespace Tollgate.Silo.Tests.Commands;

/// <summary>The silo's executable, as an operator starts it.</summary>
internal static class SiloExecutable
{
    // A suite that runs in the background ignores Ctrl-C, and would pass that on.
    private static readonly string[] Command = OperatingSystem.IsLinux() ? ["env", "--default-signal=INT", "dotnet"] : ["env", "dotnet"];

    public static async Task<CommandResult> RunAsync(string folder, params string[] arguments)
    {
        using var process = Start(folder, arguments);
        try
        {
            var (output, error) = (process.StandardOutput.ReadToEndAsync(), process.StandardError.ReadToEndAsync());
            await process.WaitForExitAsync(TestContext.Current.CancellationToken);
            return new(process.ExitCode, await output, await error);
        }
        finally
        {
            process.Kill();
        }
    }

    public static Process Start(string folder, params string[] arguments)
    {
        string[] all = [.. Command[1..], Path.Combine(AppContext.BaseDirectory, "Tollgate.Silo.dll"), .. arguments];
        return Process.Start(new ProcessStartInfo(Command[0], all) { WorkingDirectory = folder, RedirectStandardOutput = true, RedirectStandardError = true })!;
    }

    public static async Task SignalAsync(Process process, string signal)
    {
        using var kill = Process.Start("kill", [$"-{signal}", $"{process.Id}"]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
    }
}
