using System.Diagnostics;

namespace Tollgate.Log;

/// <summary>Makes the system forget what it remembers of a file, so that the next read is one from the disk.</summary>
internal static class ColdFile
{
    /// <returns>False where this machine has no way to.</returns>
    public static async Task<bool> ForgetAsync(params string[] paths)
    {
        foreach (var path in paths.Where(File.Exists))
        {
            // With a count of 0, nocache is about the whole file, and nothing is read. What is not on disk yet cannot be forgotten.
            using var dd = Process.Start(new ProcessStartInfo("dd", [$"if={path}", "iflag=nocache", "count=0", "status=none"]) { RedirectStandardError = true })!;
            await dd.WaitForExitAsync();
            if (dd.ExitCode != 0)
                return false;
        }

        return true;
    }
}
