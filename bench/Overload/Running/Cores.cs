using System.Diagnostics;

namespace Tollgate.Overload.Running;

/// <summary>Which cores a process may use: half of them for the silo, the others for those who call it.</summary>
internal sealed record Cores(int First, int Last)
{
    public int Count => Last - First + 1;

    public static Cores OfSilo => new(0, Math.Max(1, Environment.ProcessorCount / 2) - 1);

    public static Cores OfCallers => new(Math.Min(OfSilo.Last + 1, Environment.ProcessorCount - 1), Environment.ProcessorCount - 1);

    /// <summary>Keeps every thread that a process has, and so every one it will have, on these cores.</summary>
    /// <returns>False where this machine has no way to.</returns>
    public async Task<bool> KeepAsync(int processId)
    {
        try
        {
            using var taskset = Process.Start(new ProcessStartInfo("taskset", ["-acp", $"{First}-{Last}", $"{processId}"]) { RedirectStandardOutput = true, RedirectStandardError = true })!;
            await taskset.WaitForExitAsync();
            return taskset.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
