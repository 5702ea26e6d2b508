using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

// The file of one log, held by this process alone for as long as it lives.
internal sealed class LogFile : IDisposable
{
    private readonly FileStream _lock;

    public LogFile(string path)
    {
        Path = System.IO.Path.GetFullPath(path);
        MakeDirectory(System.IO.Path.GetDirectoryName(Path)!);
        _lock = Lock();
        try
        {
            RefuseReadOnly();
        }
        catch
        {
            _lock.Dispose();
            throw;
        }
    }

    public string Path { get; }

    public SqliteConnection OpenToWrite() => Open(SqliteOpenMode.ReadWriteCreate);

    public SqliteConnection OpenToRead() => Open(SqliteOpenMode.ReadOnly);

    public void Dispose() => _lock.Dispose();

    private SqliteConnection Open(SqliteOpenMode mode)
    {
        var settings = new SqliteConnectionStringBuilder { DataSource = Path, Mode = mode, Pooling = false, DefaultTimeout = 5 };
        var connection = new SqliteConnection(settings.ConnectionString);
        try
        {
            connection.Open();
            return connection;
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }

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
    private FileStream Lock()
    {
        try
        {
            return new FileStream(Path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
        }
        catch (IOException cause) when (IsSharingViolation(cause))
        {
            throw LogFailure.Refusal($"The event log '{Path}' is in use by another process.", cause);
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw LogFailure.Refusal($"The event log '{Path}' cannot be opened: '{Path}.lock' cannot be written.", cause);
        }
    }

    // EWOULDBLOCK on Linux and macOS, ERROR_SHARING_VIOLATION on Windows.
    private static bool IsSharingViolation(IOException cause) => cause.HResult is 11 or 35 or unchecked((int)0x80070020);

    // SQLite would fall back to reading, and root would simply write.
    private void RefuseReadOnly()
    {
        if (File.Exists(Path) && File.GetAttributes(Path).HasFlag(FileAttributes.ReadOnly))
            throw LogFailure.Refusal($"The event log '{Path}' is read-only.");
    }
}
