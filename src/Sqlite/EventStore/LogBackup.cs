using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Tollgate.Sqlite.EventStore;

// Copies the log as it is at this moment, page by page, while the writer goes on. The snapshot keeps the write-ahead log from being
// reset for as long as the copy takes; it is cut back afterwards.
internal static class LogBackup
{
    private const int PagesInOneStep = 1024;

    public static void Write(LogFile file, string path, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        var target = Path.GetFullPath(path);
        if (File.Exists(target))
            throw LogFailure.Refusal($"The backup '{target}' exists already.");

        // It has its name only when it is whole.
        var partial = target + ".partial";
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Delete(partial);
            Copy(file, partial, progress, cancellationToken);
            File.Move(partial, target);
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

    private static void Copy(LogFile file, string partial, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        using var source = file.OpenToRead();
        source.Run("BEGIN");
        source.Scalar("SELECT count(*) FROM meta"); // the snapshot begins with the first read

        using var target = new SqliteConnection(new SqliteConnectionStringBuilder { DataSource = partial, Pooling = false }.ConnectionString);
        target.Open();
        using (var copy = raw.sqlite3_backup_init(target.Handle, "main", source.Handle, "main"))
        {
            SqliteException.ThrowExceptionForRC(copy.IsInvalid ? raw.SQLITE_ERROR : raw.SQLITE_OK, target.Handle);
            int result;
            while ((result = raw.sqlite3_backup_step(copy, PagesInOneStep)) == raw.SQLITE_OK)
            {
                cancellationToken.ThrowIfCancellationRequested();
                progress?.Report(1 - (double)raw.sqlite3_backup_remaining(copy) / raw.sqlite3_backup_pagecount(copy));
            }

            if (result != raw.SQLITE_DONE)
                SqliteException.ThrowExceptionForRC(result, target.Handle);
        }

        target.Run("PRAGMA journal_mode = DELETE"); // one file, nothing beside it
        progress?.Report(1);
    }
}
