using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tollgate.Sqlite.EventStore;

// Copies the log as it is at this moment, page by page, while the writer goes on. The snapshot keeps the write-ahead log from being
// reset for as long as the copy takes; it is cut back afterwards.
internal static class LogBackup
{
    private const int PagesInOneStep = 1024;

    public static void Write(LogFile file, string path, bool overwrite, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(path);
        RefuseTarget(file, target, overwrite);

        // It has its name only when it is whole.
        var partial = target + ".partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(partial);
            Copy(file, partial, progress, cancellationToken);
            File.Move(partial, target, overwrite);
        }
        catch (Exception cause) when (cause is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw LogFailure.Refusal($"The backup '{target}' cannot be written: {cause.Message.ReplaceLineEndings(" ")}", cause);
        }
        finally
        {
            if (File.Exists(partial))
                File.Delete(partial);
        }
    }

    // To a file that nobody else knows of. What is wrong with that one is a failure of SQLite, still to be put in words.
    public static void Copy(LogFile file, string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var source = Begin(file);
        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = path, Pooling = false }.ConnectionString);
        target.Open();
        if (Copy(source, target, progress, cancellationToken) is var result and not raw.SQLITE_DONE)
            SqliteException.ThrowExceptionForRC(result, target.Handle);

        target.Run("PRAGMA journal_mode = DELETE"); // one file, nothing beside it
        progress?.Report(1);
    }

    private static int Copy(SqliteConnection source, SqliteConnection target, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var copy = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main");
        SqliteException.ThrowExceptionForRC(copy.IsInvalid ? raw.SQLITE_ERROR : raw.SQLITE_OK, target.Handle);
        int result;
        while ((result = raw.sqlite3_backup_step(copy, PagesInOneStep)) == raw.SQLITE_OK)
        {
            cancellationToken.ThrowIfCancellationRequested();
            progress?.Report(1 - (double)raw.sqlite3_backup_remaining(copy) / raw.sqlite3_backup_pagecount(copy));
        }

        return result;
    }

    // The snapshot begins with the first read.
    private static SqliteConnection Begin(LogFile file)
    {
        SqliteConnection? source = null;
        try
        {
            source = file.OpenToRead();
            source.Run("BEGIN");
            source.Scalar("SELECT count(*) FROM meta");
            return source;
        }
        catch (SqliteException cause)
        {
            source?.Dispose();
            throw LogFailure.Unavailable(file.Path, cause);
        }
    }

    // A lock file says that the target is, or was, a log that a silo writes; the other files beside it would be taken for the backup's own.
    private static void RefuseTarget(LogFile file, string target, bool overwrite)
    {
        if (File.Exists(target) && !overwrite)
            throw LogFailure.Refusal($"The backup '{target}' exists already.");
        if (target == file.Path || File.Exists(LogLock.PathOf(target)))
            throw LogFailure.Refusal($"The backup cannot be written over the event log '{target}'.");
        if (LogCompanions.Of(target).FirstOrDefault(File.Exists) is { } companion)
            throw LogFailure.Refusal($"The backup '{target}' cannot be written: '{companion}' is in the way.");
    }
}
