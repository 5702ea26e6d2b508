using System.Text;
using Microsoft.Data.Sqlite;
using SQLitePCL;
using Tollgate.EventStore;

namespace Tollgate.Sqlite.EventStore;

// The one statement that runs for every batch: bound and stepped by hand, for a command with its parameters costs more than the row.
internal sealed class InsertStatement : IDisposable
{
    private const string Sql =
        "INSERT INTO batches (id, first_version, event_count, previous_id, landmark_id, batch_id, stream, payload) VALUES (?, ?, ?, ?, ?, ?, ?, ?)";

    private readonly sqlite3 _database;
    private readonly sqlite3_stmt _statement;

    public InsertStatement(SqliteConnection connection)
    {
        _database = connection.Handle!;
        SqliteException.ThrowExceptionForRC(raw.sqlite3_prepare_v2(_database, Sql, out _statement), _database);
    }

    public void Run(long id, Head head, PendingAppend append)
    {
        Span<byte> batchId = stackalloc byte[16];
        append.BatchId.TryWriteBytes(batchId, bigEndian: true, out _);
        Span<byte> stream = stackalloc byte[StreamName.MaxLength];
        stream = stream[..Encoding.ASCII.GetBytes(append.Stream, stream)];

        Check(raw.sqlite3_bind_int64(_statement, 1, id));
        Check(raw.sqlite3_bind_int64(_statement, 2, head.Version + 1));
        Check(raw.sqlite3_bind_int64(_statement, 3, append.Count));
        Check(raw.sqlite3_bind_int64(_statement, 4, head.LastId));
        Check(raw.sqlite3_bind_int64(_statement, 5, head.LandmarkId));
        Check(raw.sqlite3_bind_blob(_statement, 6, batchId));
        Check(raw.sqlite3_bind_text(_statement, 7, stream));
        Check(raw.sqlite3_bind_blob(_statement, 8, append.Payload));
        var result = raw.sqlite3_step(_statement);
        var reset = raw.sqlite3_reset(_statement); // says again what went wrong in the step
        if (result != raw.SQLITE_DONE)
            Check(reset == raw.SQLITE_OK ? result : reset);
    }

    public void Dispose() => _statement.Dispose();

    private void Check(int result) => SqliteException.ThrowExceptionForRC(result, _database);
}
