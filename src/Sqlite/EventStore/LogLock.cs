namespace Tollgate.Sqlite.EventStore;

// The right to write a log, or to put another in its place: one process has it, for as long as it lives.
internal sealed class LogLock : IDisposable
{
    private readonly FileStream _lock;

    public LogLock(LogFile file)
    {
        MakeDirectory(Path.GetDirectoryName(file.Path)!);
        _lock = Take(file.Path);
        try
        {
            RefuseReadOnly(file.Path);
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    // The file whose lock it is: beside every log that a process has ever held.
    public static string PathOf(string path) => path + ".lock";

    public void Dispose() => _lock.Dispose();

    private static void MakeDirectory(string directory)
    {
        try
        {
            Directory.CreateDirectory(directory);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw LogFailure.Refusal($"The directory '{directory}' of the event log cannot be made.", cause);
        }
    }

    // A lock of the operating system on a file of its own: it ends with the process, however that ends, and a leftover file locks nothing.
    // It is never deleted: between a delete and a lock two processes could hold two different files of this name.
    private static FileStream Take(string path)
    {
        try
        {
            return new FileStream(PathOf(path), FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (IsSharingViolation(cause))
        {
            throw LogFailure.Refusal($"The event log '{path}' is in use by another process.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw LogFailure.Refusal($"The event log '{path}' cannot be opened: '{PathOf(path)}' cannot be written.", cause);
        }
    }

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsSharingViolation(IOException cause) => cause.HResult is 11 or 35 or unchecked((int)0x80070020);

    // SQLite would fall back to reading, and root would simply write.
    private static void RefuseReadOnly(string path)
    {
        if (File.Exists(path) && File.GetAttributes(path).HasFlag(FileAttributes.ReadOnly))
            throw LogFailure.Refusal($"The event log '{path}' is read-only.");
    }
}
