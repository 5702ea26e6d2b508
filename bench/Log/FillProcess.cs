using System.Diagnostics;
using System.Globalization;
using Tollgate.Local.Demo;

namespace Tollgate.Log;

/// <summary>The process that fills the log, and is killed the moment that its last event is acknowledged.</summary>
internal static class FillProcess
{
    public const string Command = "fill";
    public const string Filled = "filled";

    /// <returns>The most memory that it took, in bytes.</returns>
    public static async Task<long> RunAndKillAsync(IEnumerable<string> arguments, TextWriter output, CancellationToken stopping)
    {
        var start = new ProcessStartInfo(BuiltPart.Of("bench/Log", "Tollgate.Log"), [Command, .. arguments]) { RedirectStandardOutput = true };
        using var process = Process.Start(start)!;
        try
        {
            while (await process.StandardOutput.ReadLineAsync(stopping) is { } line)
            {
                if (line == Filled)
                    return MostMemory(process.Id);
                await output.WriteLineAsync(line);
            }

            throw new InvalidOperationException("The log could not be filled.");
        }
        finally
        {
            process.Kill(); // SIGKILL
            await process.WaitForExitAsync(CancellationToken.None);
        }
    }

    private static long MostMemory(int process)
    {
        var line = File.ReadLines($"/proc/{process}/status").First(static line => line.StartsWith("VmHWM:", StringComparison.Ordinal));
        return long.Parse(line.AsSpan()[6..^3], NumberStyles.Integer | NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture) * 1024;
    }
}
