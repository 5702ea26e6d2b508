using System.Globalization;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

/// <summary>
/// Puts a backup in the place of a log that no process writes: first a checked copy beside it, then, in one step, the exchange. Whenever it
/// ends early, the old log stands untouched; it is kept even afterwards.
/// </summary>
public sealed class SqliteLogRestore : IDisposable
{
    private readonly LogFile _log;
    private readonly LogLock _lock;

    private SqliteLogRestore(string path)
    {
        _log = new(path);
        _lock = new(_log);
        DeleteCandidate(); // of a restore that was killed
    }

    /// <summary>The checked copy, for those who want to look into it before it takes its place.</summary>
    public string Candidate => _log.Path + ".restoring";

    /// <summary>Locks the log at <paramref name="path"/> and copies the backup beside it.</summary>
    /// <param name="progress">Told the part of the copy that is done, from 0 to 1.</param>
    /// <exception cref="EventStoreUnavailableException">
    /// The log is in use, or the backup is missing, damaged, of a newer version or not an event log; the message says which, in one line.
    /// </exception>
    public static Task<SqliteLogRestore> PrepareAsync(string path, string backup, IProgress<double>? progress, CancellationToken cancellationToken) =>
        Task.Run(() => Prepare(path, backup, progress, cancellationToken), cancellationToken);

    /// <summary>Exchanges the logs.</summary>
    /// <returns>Where the old one is now; null where there was none.</returns>
    /// <exception cref="EventStoreUnavailableException">Another process reads the old log, or the directory cannot be written. The old log stands.</exception>
    public string? Complete(DateTimeOffset now)
    {
        try
        {
            var kept = FreeName(now);
            SettleOld(kept);
            if (!File.Exists(_log.Path))
            {
                File.Move(Candidate, _log.Path);
                return null;
            }

            // A second name for the old file, then the new one under the first name: there is a log at every moment.
            File.Replace(Candidate, _log.Path, kept);
            return kept;
        }
        catch (Exception cause) when (cause is IOException or UnauthorizedAccessException)
        {
            throw LogFailure.Refusal($"The event log '{_log.Path}' cannot be exchanged: {cause.Message.ReplaceLineEndings(" ")}", cause);
        }
    }

    public void Dispose()
    {
        DeleteCandidate();
        _lock.Dispose();
    }

    private static SqliteLogRestore Prepare(string path, string backup, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        SqliteLogView.Open(backup).Dispose(); // one clear line for what is no log, before anything is locked or written
        var restore = new SqliteLogRestore(path);
        try
        {
            restore.Copy(new LogFile(backup), progress, cancellationToken);
            return restore;
        }
        catch
        {
            restore.Dispose();
            throw;
        }
    }

    private void Copy(LogFile backup, IProgress<double>? progress, CancellationToken cancellationToken)
    {
        try
        {
            LogBackup.Copy(backup, Candidate, progress, cancellationToken);
            LogCheck.Run(new LogFile(Candidate), reportAs: backup.Path, cancellationToken);
        }
        catch (SqliteException cause)
        {
            throw LogFailure.Refusal($"The event log '{_log.Path}' cannot be restored: {cause.Message.ReplaceLineEndings(" ")}", cause);
        }
    }

    // What SQLite keeps beside the old file must not be taken for the new one's. A sound log takes it in; a damaged one keeps it beside it.
    private void SettleOld(string kept)
    {
        if (!IsLog() || !TakeIn())
            LogCompanions.Move(_log.Path, kept);
    }

    // Asked by a reader, for SQLite tidies up behind whoever opens a damaged file to write.
    private bool IsLog()
    {
        try
        {
            SqliteLogView.Open(_log.Path).Dispose();
            return true;
        }
        catch (EventStoreUnavailableException failure) when (!IsBusy(failure.InnerException))
        {
            return false;
        }
    }

    // False where it cannot be taken in, because the disk is full or the damage lies deeper.
    private bool TakeIn()
    {
        try
        {
            using var old = _log.OpenToWrite();
            old.DefaultTimeout = 1; // who reads now may go on for hours
            return old.First("PRAGMA journal_mode = DELETE") is "delete" && !LogCompanions.Of(_log.Path).Any(File.Exists);
        }
        catch (SqliteException cause) when (IsBusy(cause))
        {
            throw LogFailure.Refusal($"The event log '{_log.Path}' is being read by another process.", cause);
        }
        catch (SqliteException)
        {
            return false;
        }
    }

    private static bool IsBusy(Exception? cause) => cause is SqliteException { SqliteErrorCode: raw.SQLITE_BUSY };

    private string FreeName(DateTimeOffset now)
    {
        var name = _log.Path + now.UtcDateTime.ToString("'.before-restore-'yyyyMMdd'T'HHmmss'Z'", CultureInfo.InvariantCulture);
        return Enumerable.Range(1, int.MaxValue)
            .Select(number => number == 1 ? name : $"{name}-{number}")
            .First(candidate => !LogCompanions.Of(candidate).Prepend(candidate).Any(File.Exists));
    }

    private void DeleteCandidate()
    {
        File.Delete(Candidate);
        LogCompanions.Delete(Candidate);
    }
}
