using Microsoft.Data.Sqlite;

namespace Tollgate.Sqlite.EventStore;

// The tables of a log. The hot insert goes to the end of one table without indexes; heads are brought up to date behind it.
internal static class LogSchema
{
    public const int Version = 2;

    // "Toll": says whose file it is, to us and to the file command.
    public const int ApplicationId = 0x546F6C6C;

    // In meta: the heads table is true up to this row.
    public const string FlushedId = "heads";

    private const string Tables = $"""
        CREATE TABLE batches (
            id            INTEGER PRIMARY KEY,  -- in the order of commits, never used twice
            first_version INTEGER NOT NULL,
            event_count   INTEGER NOT NULL,
            previous_id   INTEGER NOT NULL,     -- the stream's batch before this one, or 0
            landmark_id   INTEGER NOT NULL,     -- the stream's newest landmark before this batch, or 0
            batch_id      BLOB NOT NULL,
            stream        TEXT NOT NULL,
            payload       BLOB NOT NULL
        ) STRICT;
        CREATE TABLE heads (                    -- the end of every stream, true up to the row 'heads' of meta
            stream        TEXT PRIMARY KEY,
            last_id       INTEGER NOT NULL,
            version       INTEGER NOT NULL,
            landmark_id   INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        CREATE TABLE meta (
            name          TEXT PRIMARY KEY,
            value         INTEGER NOT NULL
        ) STRICT, WITHOUT ROWID;
        INSERT INTO meta (name, value) VALUES ('{FlushedId}', 0), ('recoveries', 0);
        """;

    // All tables with their columns, as one text.
    private const string Columns = """
        SELECT group_concat(t.name || '.' || c.name || ' ' || c.type || c."notnull" || c.pk, ',' ORDER BY t.name, c.cid)
        FROM pragma_table_list t JOIN pragma_table_info(t.name) c WHERE t.schema = 'main' AND t.type = 'table' AND t.name NOT LIKE 'sqlite_%'
        """;

    // In meta: up to this row, every batch of the streams named so has been removed.
    public static string RemovedId(string prefix) => $"removed {prefix}";

    // Makes the tables in a new file; refuses a file that is not ours or not yet ours to read.
    public static void Ensure(SqliteConnection connection, string path)
    {
        var isNew = ApplicationIdOf(connection) == 0 && VersionOf(connection) == 0 && connection.Scalar("SELECT count(*) FROM sqlite_schema") == 0;
        if (!isNew)
            Check(connection, path);

        // Some network file systems cannot; without it, readers and the writer would stand in each other's way.
        if (connection.First("PRAGMA journal_mode = WAL") is not "wal")
            throw LogFailure.Refusal($"The file system of the event log '{path}' does not allow a write-ahead log.");
        if (isNew)
            connection.Run($"BEGIN IMMEDIATE; {Tables} PRAGMA application_id = {ApplicationId}; PRAGMA user_version = {Version}; COMMIT");
        else
            connection.Run("BEGIN IMMEDIATE; ROLLBACK"); // a file that cannot be written is found now, not at the first charge
    }

    // Refuses a file that is not ours or not yet ours to read, and changes nothing.
    public static void Check(SqliteConnection connection, string path)
    {
        if (ApplicationIdOf(connection) != ApplicationId)
            throw LogFailure.Refusal($"The file '{path}' is a database, but not an event log.");
        if (VersionOf(connection) is not Version and var version)
            throw LogFailure.Refusal($"The event log '{path}' was written by {(version > Version ? "a newer" : "an older")} version (schema {version}; this version reads {Version}).");
    }

    // Every statement of a reader and a writer finds its tables and columns.
    public static void CheckTables(SqliteConnection connection, string path)
    {
        using var empty = new SqliteConnection("Data Source=:memory:");
        empty.Open();
        empty.Run(Tables);
        if (connection.First(Columns) as string != empty.First(Columns) as string)
            throw LogFailure.Refusal($"The event log '{path}' does not have the tables of schema {Version}.");
    }

    private static long ApplicationIdOf(SqliteConnection connection) => connection.Scalar("PRAGMA application_id");

    private static long VersionOf(SqliteConnection connection) => connection.Scalar("PRAGMA user_version");
}
