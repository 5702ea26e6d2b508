using System.Diagnostics;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tollgate.Throughput.Loading;

/// <summary>How long the disk takes to make 4 KB durable: what every exact answer waits for at least.</summary>
internal static partial class DiskSync
{
    private const int Block = 4096;
    private static readonly TimeSpan Time = TimeSpan.FromSeconds(5);

    /// <summary>The times in milliseconds, sorted.</summary>
    public static IReadOnlyList<double> Measure(string folder)
    {
        var (path, block, times) = (Path.Combine(folder, "sync"), new byte[Block], new List<double>());
        using (var file = File.OpenHandle(path, FileMode.Create, FileAccess.Write))
            for (var started = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(started) < Time;)
            {
                var began = Stopwatch.GetTimestamp();
                RandomAccess.Write(file, block, (long)times.Count * Block);
                if (Sync(file) != 0)
                    throw new BenchFailedException("fdatasync failed.");
                times.Add(Stopwatch.GetElapsedTime(began).TotalMilliseconds);
            }

        File.Delete(path);
        times.Sort();
        return times;
    }

    [LibraryImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    private static partial int Sync(SafeFileHandle file);
}
