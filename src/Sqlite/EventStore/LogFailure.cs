using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// Turns what went wrong into one clear line.
internal static class LogFailure
{
    public static EventStoreUnavailableException Refusal(string message, Exception? cause = null) => new(message, outcomeUnknown: false, cause);

    public static EventStoreUnavailableException Closed(string path) => Refusal($"The event log '{path}' is closed.");

    public static EventStoreUnavailableException Unavailable(string path, Exception cause, bool outcomeUnknown = false) =>
        new(Describe(path, cause), outcomeUnknown, cause);

    // A commit that failed like this did not reach the disk as a whole. A failed fsync, for one, tells nothing.
    public static bool IsNothingWritten(this Exception failure) =>
        failure is SqliteException { SqliteErrorCode: raw.SQLITE_FULL or raw.SQLITE_BUSY or raw.SQLITE_READONLY }
            or SqliteException { SqliteExtendedErrorCode: raw.SQLITE_IOERR_WRITE };

    private static string Describe(string path, Exception cause) => (cause as SqliteException)?.SqliteErrorCode switch
    {
        raw.SQLITE_NOTADB => $"The file '{path}' is not an event log.",
        raw.SQLITE_CORRUPT => $"The event log '{path}' is damaged.",
        raw.SQLITE_READONLY => $"The event log '{path}' is read-only.",
        raw.SQLITE_FULL => $"The event log '{path}' is full.",
        raw.SQLITE_CANTOPEN => $"The event log '{path}' cannot be opened.",
        raw.SQLITE_BUSY => $"The event log '{path}' is locked by another program.",
        _ => cause is InvalidDataException ? $"The event log '{path}' is damaged." : $"The event log '{path}' failed: {cause.Message.ReplaceLineEndings(" ")}",
    };
}
