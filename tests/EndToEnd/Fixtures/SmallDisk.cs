using System.Diagnostics;

namespace Tollgate.EndToEnd.Tests.Fixtures;

/// <summary>A file system of a few megabytes, most of which a file of ours takes: without it there is space again.</summary>
internal sealed class SmallDisk : IAsyncDisposable
{
    private const int Megabytes = 8;
    private const int Left = 1;

    private readonly string _ballast;

    private SmallDisk(string folder)
    {
        Folder = folder;
        _ballast = Path.Combine(folder, "ballast");
        File.WriteAllBytes(_ballast, new byte[(Megabytes - Left) * 1024 * 1024]);
    }

    public string Folder { get; }

    /// <returns>Null where this process may not mount anything.</returns>
    public static async Task<SmallDisk?> MountAsync()
    {
        var folder = Directory.CreateTempSubdirectory("tollgate-disk-").FullName;
        if (await RunAsync("mount", "-t", "tmpfs", "-o", $"size={Megabytes}m", "tmpfs", folder))
            return new SmallDisk(folder);
        Directory.Delete(folder);
        return null;
    }

    public void MakeSpace() => File.Delete(_ballast);

    public async ValueTask DisposeAsync()
    {
        Assert.True(await RunAsync("umount", Folder));
        Directory.Delete(Folder);
    }

    private static async Task<bool> RunAsync(string command, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(new ProcessStartInfo(command, arguments) { RedirectStandardError = true })!;
            await process.WaitForExitAsync();
            return process.ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false; // no such command
        }
    }
}
